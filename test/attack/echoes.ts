import type { Share } from "#contract/gallery";
import { type Ground, MARKUP } from "./ground.ts";
import { type Findings, knock, Tally } from "./report.ts";

/** Markup in a name and a prompt, looked for wherever it comes back as something else than data. */
export async function attackEchoes({ attacker, stack }: Ground): Promise<Findings> {
  const tally = new Tally("markup told back");
  const { client, generationId, styleId } = attacker;
  const headers = { Authorization: `Bearer ${client.token}` };
  const { url } = await client.send<Share>("POST", `/api/generations/${generationId}/share`, {
    withPrompt: true,
    listed: true,
  });
  const shared = await knock(tally, url);
  tally.expect(shared.status === 200, `the share page → ${shared.status}`);
  tally.expect(shared.text.includes("&lt;script&gt;alert(1)"), "the share page does not show the words at all");
  tally.expect(!/<script|<img src=x/.test(shared.text), "the share page runs the artist's words");
  const policy = shared.headers.get("Content-Security-Policy") ?? "";
  tally.expect(
    /default-src 'none'/.test(policy) && !/unsafe|script-src/.test(policy),
    `the share page's policy is ${policy}`,
  );
  const elsewhere = `${stack.url}/s/${encodeURIComponent(MARKUP)}`;
  const missing = await knock(tally, elsewhere);
  tally.expect(missing.status === 404 && !missing.text.includes("<script"), "a wrong share address is told back");

  await client.send("PATCH", `/api/styles/${styleId}`, { name: 'a"; filename="evil.html\\' });
  const files = [`/api/generations/${generationId}/file`, `/api/styles/${styleId}/takeout`, "/api/billing/ledger.csv"];
  for (const file of files) {
    const { status, headers: answered, text } = await knock(tally, stack.url + file, { headers });
    const named = answered.get("Content-Disposition") ?? "";
    tally.expect(status === 200, `${file} → ${status}`);
    tally.expect(/^attachment; filename="[\w. -]+\.(?:webp|zip|csv)"$/.test(named), `${file} is named ${named}`);
    tally.expect(!file.endsWith("/file") || !text.includes("<script>"), `${file} has markup in its recipe`);
  }
  return tally;
}
