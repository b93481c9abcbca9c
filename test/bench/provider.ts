import { createServer, type Server } from "node:http";
import { signWebhook } from "../../src/replicate/signature.ts";

const SECRET = `whsec_${btoa("a secret that only the bench knows")}`;

/** As much of Replicate as one picture needs that is being painted for ever. */
export interface Painting {
  url: string;
  /** The webhook's path and query of the order, once it was placed. */
  ordered: Promise<{ path: string; runId: string }>;
  /** A signed webhook that says how far the picture is. */
  news: (runId: string, percent: number, id: string) => Promise<{ headers: Record<string, string>; body: string }>;
  end: () => void;
}

export async function startProvider(): Promise<Painting> {
  let order: (placed: { path: string; runId: string }) => void;
  const ordered = new Promise<{ path: string; runId: string }>((resolve) => {
    order = resolve;
  });
  const run = (id: string) => ({
    id,
    model: "studio/model",
    version: "v",
    input: {},
    status: "processing",
    created_at: new Date().toISOString(),
    urls: { get: "", cancel: "" },
  });
  const server: Server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      response.setHeader("Content-Type", "application/json");
      const path = request.url ?? "";
      if (path.endsWith("/secret")) return response.end(JSON.stringify({ key: SECRET }));
      if (request.method !== "POST") return response.end(JSON.stringify(run(path.split("/").at(-1) ?? "")));
      const { webhook } = JSON.parse(Buffer.concat(parts).toString()) as { webhook: string };
      const { pathname, search } = new URL(webhook);
      order({ path: pathname + search, runId: "run1" });
      response.statusCode = 201;
      return response.end(JSON.stringify(run("run1")));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    ordered,
    async news(runId, percent, id) {
      const body = JSON.stringify({ ...run(runId), logs: ` ${percent}%|█████     | 14/28` });
      const timestamp = String(Math.floor(Date.now() / 1_000));
      const signature = await signWebhook(SECRET, { id, timestamp, body });
      return {
        body,
        headers: {
          "content-type": "application/json",
          "webhook-id": id,
          "webhook-timestamp": timestamp,
          "webhook-signature": signature,
        },
      };
    },
    end: () => server.close(),
  };
}
