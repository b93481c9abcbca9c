import type { Presigned } from "#contract/images";
import type { Ground } from "./ground.ts";
import { type Findings, inLanes, knock, Tally } from "./report.ts";

/** Every character with each of its lower seven bits turned, where the result is still an address of its own. */
function variants(url: string): string[] {
  const from = new URL(url).origin.length + 1;
  const path = url.slice(from);
  const changed = [...path].flatMap((letter, at) =>
    Array.from(
      { length: 7 },
      (_, bit) => path.slice(0, at) + String.fromCharCode(letter.charCodeAt(0) ^ (1 << bit)) + path.slice(at + 1),
    ),
  );
  const clean = (address: string) => URL.canParse(address) && new URL(address).href;
  const original = clean(url);
  return changed.map((one) => url.slice(0, from) + one).filter((one) => clean(one) && clean(one) !== original);
}

/** Signed addresses altered bit by bit, extended, stripped and put together anew. */
export async function attackLinks({ victim, attacker }: Ground): Promise<Findings> {
  const tally = new Tally("signed addresses");
  const [original = "", thumbnail = "", result = ""] = victim.links;
  const good = await knock(tally, original);
  tally.expect(good.status === 200, `the address itself → ${good.status}`);
  const signatureOf = (url: string) => new URL(url).searchParams.get("signature") ?? "";
  const grafted = [
    thumbnail.replace(signatureOf(thumbnail), signatureOf(original)),
    result.replace(new URL(result).pathname, new URL(original).pathname),
    `${original}&expires=99999999999999`,
    original.replace("expires=", "expires=99999999999999&expires="),
    original.replace("/files/", "/files/../files//"),
    original.replace("/files/", "/files/%2e%2e/"),
    original.split("?")[0]!,
    original.replace(/signature=.*/, "signature="),
  ];
  await inLanes([...variants(original), ...grafted], async (url) => {
    const { status, headers } = await knock(tally, url);
    // An address that is no longer one of ours gets the page, as every unknown address does.
    const isPage =
      /^text\/html/.test(headers.get("Content-Type") ?? "") && !new URL(url).pathname.startsWith("/files/");
    tally.expect((status >= 300 && status < 500) || isPage, `${url} → ${status}`);
  });

  const { uploadUrl } = await attacker.client.send<Presigned>("POST", "/api/upload/presigned", {
    styleId: attacker.styleId,
    filename: "a.png",
    contentType: "image/png",
  });
  const hijacks = [
    uploadUrl.replace(attacker.styleId, victim.styleId),
    uploadUrl.replace(attacker.id, victim.id),
    uploadUrl.replace(/upload\/[^?]+/, `upload/${victim.imageId}`),
    ...variants(uploadUrl).filter((_, at) => at % 3 === 0),
  ];
  await inLanes(hijacks, async (url) => {
    const { status } = await knock(tally, url, { method: "PUT", body: "x" });
    tally.expect(status >= 400 && status < 500, `PUT ${url} → ${status}`);
  });
  return tally;
}
