/** Answers requests until there are no more: each is a line of JSON on standard input, its answer one on standard output. */
export async function answerLines<Request>(answer: (request: Request) => unknown): Promise<void> {
  let pending = "";
  for await (const text of Deno.stdin.readable.pipeThrough(new TextDecoderStream())) {
    const lines = (pending + text).split("\n");
    pending = lines.pop()!;
    for (const line of lines) console.log(JSON.stringify(await answer(JSON.parse(line))));
  }
}
