import path from "node:path";
import { type Mischief, readMischief } from "./mischief.ts";
import { startEngine } from "./start.ts";
import { openStudio } from "./style/studio.ts";

/** Milliseconds the engine may take to end before it is ended. */
const FAREWELL = 900;

try {
  const started = await startEngine({
    port: readPort(process.env.ENGINE_PORT ?? "8788"),
    folder: path.resolve(process.env.ENGINE_DATA ?? ".local/engine"),
    studio: openStudio(),
    report: (sentence) => console.error(sentence),
    ...(process.env.ENGINE_URL && { origin: process.env.ENGINE_URL.replace(/\/+$/, "") }),
    ...(process.env.ENGINE_MISCHIEF && { mischief: readSwitches(process.env.ENGINE_MISCHIEF) }),
  });
  console.log(`The local engine answers at ${started.origin}/v1`);
  const end = () => {
    setTimeout(() => process.exit(0), FAREWELL).unref();
    started.close().then(() => process.exit(0));
  };
  process.once("SIGTERM", end);
  process.once("SIGINT", end);
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}

function readPort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new Error(`ENGINE_PORT must be a port number from 0 to 65535, not ${text}.`);
}

function readSwitches(text: string): Mischief {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Error("ENGINE_MISCHIEF must be JSON.");
  }
  return readMischief(json);
}
