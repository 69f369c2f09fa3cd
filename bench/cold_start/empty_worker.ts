/** workerd alone. */
export default { fetch: () => new Response("3") };
