import type { Page } from "#replicate/wire";
import { Refusal } from "./refusal.ts";

const SIZE = 100;

interface Placed {
  id: string;
  createdAt: number;
}

const place = ({ id, createdAt }: Placed) => `${String(createdAt).padStart(15, "0")} ${id}`;

/**
 * A page of 100, newest first. The cursor names a place, not a count, so nothing is shown twice or skipped when more is added.
 * @param url of the request, under the engine's public origin
 */
export function pageOf<Item extends Placed, Json>(items: Item[], url: URL, json: (item: Item) => Json): Page<Json> {
  const sorted = [...items].sort((one, other) => (place(one) < place(other) ? 1 : -1));
  const cursor = readCursor(url.searchParams.get("cursor"));
  let start = 0;
  if (cursor?.way === "older") start = sorted.filter((item) => place(item) >= cursor.place).length;
  if (cursor?.way === "newer") start = Math.max(0, sorted.filter((item) => place(item) > cursor.place).length - SIZE);
  const shown = sorted.slice(start, start + SIZE);
  const link = (way: "older" | "newer", item: Placed | undefined) => {
    if (!item) return null;
    const linked = new URL(url);
    linked.searchParams.set("cursor", Buffer.from(`${way} ${place(item)}`).toString("base64url"));
    return linked.href;
  };
  return {
    previous: start > 0 ? link("newer", shown[0]) : null,
    next: start + SIZE < sorted.length ? link("older", shown.at(-1)) : null,
    results: shown.map(json),
  };
}

function readCursor(text: string | null): { way: string; place: string } | undefined {
  if (text === null) return undefined;
  const match = /^(older|newer) (\d{15} .+)$/.exec(Buffer.from(text, "base64url").toString());
  if (!match?.[1] || !match[2]) throw new Refusal(400, { detail: "Invalid cursor" });
  return { way: match[1], place: match[2] };
}
