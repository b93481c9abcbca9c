import type { Pool } from "undici";
import type { Asked, Counts } from "./asked.ts";
import { pictureId, STYLE } from "./ground.ts";

/** What an open page asks for again and again; the picture is the one in the middle of `pictures`. */
export const hotRoutes = (pictures: number): Record<string, string> => ({
  me: "/api/auth/me",
  "styles list": "/api/styles",
  "style detail": `/api/styles/${STYLE}`,
  generation: `/api/generations/${pictureId(pictures / 2)}`,
  "generations page": "/api/generations",
});

/** What the product asks of the platform for one answer. */
export async function observe(pool: Pool, headers: Record<string, string>, path: string) {
  const { statusCode, body } = await pool.request({ path, method: "GET", headers });
  if (statusCode !== 200) throw new Error(`${path} answered ${statusCode}: ${await body.text()}`);
  return (await body.json()) as { asked: Asked[]; counts: Counts };
}
