import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { registeredArtist, sendJson, unique } from "../worker/artist.ts";

it("keeps a password at OWASP's strength, and takes as long for an address nobody has", async () => {
  const { id, email } = await registeredArtist();
  const stored = await env.DB.prepare("SELECT password FROM users WHERE id = ?").bind(id).first("password");
  expect(stored).toMatch(/^scrypt\$16384\$8\$5\$[\w-]{22}\$[\w-]{43}$/);

  const fastest = async (input: object) => {
    const times: number[] = [];
    for (let i = 0; i < 3; i += 1) {
      const from = performance.now();
      const answer = await sendJson("POST", "/api/auth/login", input);
      times.push(performance.now() - from);
      expect(answer.status).toBe(401);
      await answer.body?.cancel();
    }
    return Math.min(...times);
  };
  const known = await fastest({ email, password: "wrong horse" });
  expect(await fastest({ email: unique().email, password: "correct horse" })).toBeGreaterThan(known / 3);
});
