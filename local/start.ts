const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 11)) {
  console.error(`ArtistCloner needs Node 20.11 or newer; this is Node ${process.versions.node}.`);
  process.exit(1);
}
// Loaded after the check above, so that an old Node reads a sentence and not a syntax error.
const { startStack } = await import("./stack.ts");
const { localSettings } = await import("./settings.ts");
const { Refusal } = await import("./refusal.ts");

const stopping = new AbortController();
const end = () => stopping.abort();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, end);
// A program that started this one over a channel is gone when the channel is.
process.on("disconnect", end);
if (process.env.npm_lifecycle_event) {
  // npm may be killed without passing it on; the stack must not outlive the command a person sees.
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && end(), 500).unref();
}

const clock = () => new Date().toLocaleTimeString("en-GB");
try {
  const settings = localSettings(process.env);
  console.log(`Starting ArtistCloner; its logs are in ${settings.stateDirName}/logs.`);
  const stack = await startStack({
    settings,
    say: (sentence) => console.log(`${clock()}  ${sentence}`),
    watchPage: process.argv.includes("--watch"),
    signal: stopping.signal,
  });
  if (settings.worker.MAIL_FROM) console.log(`Mails are not sent: each is a file in ${settings.stateDirName}/mail.`);
  console.log(`ArtistCloner is ready: ${stack.url}  (after ${(stack.readyMs / 1_000).toFixed(1)} s; Ctrl-C stops it)`);
  await new Promise((resolve) => stopping.signal.addEventListener("abort", resolve));
  await stack.stop();
} catch (error) {
  if (!stopping.signal.aborted) {
    console.error(error instanceof Refusal ? error.message : error);
    process.exitCode = 1;
  }
}
process.exit();

export {};
