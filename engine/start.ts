import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { type Engine, type EngineOptions, openEngine } from "./engine.ts";
import { engineApp } from "./http/app.ts";

export interface StartOptions extends Omit<EngineOptions, "origin"> {
  /** 0 takes any free port. */
  port: number;
  /** Public origin when it is not `http://127.0.0.1:port`. */
  origin?: string;
}

export interface Started {
  origin: string;
  engine: Engine;
  /** Ends within a second; all state is kept. */
  close(): Promise<void>;
}

/** Takes the port, then opens the engine on its folder. Throws an Error with a sentence when either is not to be had. */
export async function startEngine(options: StartOptions): Promise<Started> {
  let listener: ReturnType<typeof getRequestListener> | undefined;
  const server = createServer((incoming, outgoing) => {
    if (listener) return void listener(incoming, outgoing);
    outgoing.writeHead(503, { "content-type": "application/problem+json" });
    outgoing.end('{"detail":"The engine is starting","status":503}\n');
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const taken = `Port ${options.port} is in use already: set ENGINE_PORT to a free one.`;
      const other = `The engine cannot listen on port ${options.port}: ${error.message}.`;
      reject(new Error(error.code === "EADDRINUSE" ? taken : other));
    });
    server.listen(options.port, "127.0.0.1", resolve);
  });
  const stop = async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  };
  try {
    const origin = options.origin ?? `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const engine = await openEngine({ ...options, origin });
    listener = getRequestListener(engineApp(engine).fetch, { overrideGlobalObjects: false });
    return {
      origin,
      engine,
      close: async () => {
        await Promise.all([engine.close(), stop()]);
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
