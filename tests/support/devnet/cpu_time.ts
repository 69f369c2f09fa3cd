/** The CPU time that a process has used so far, in milliseconds; Linux counts it in steps of 10. */
export async function cpuTimeMs(pid: number): Promise<number> {
  if (Deno.build.os === "linux") {
    const stat = await Deno.readTextFile(`/proc/${pid}/stat`);
    // The name of the process, in brackets, can have spaces and brackets.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return (Number(fields[11]) + Number(fields[12])) * 10;
  }
  const ps = new Deno.Command("ps", { args: ["-o", "time=", "-p", `${pid}`] });
  const text = new TextDecoder().decode((await ps.output()).stdout).trim();
  return text.split(":").reduce((sum, part) => sum * 60 + Number(part), 0) * 1000;
}
