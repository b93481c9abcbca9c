import { expect, it } from "vitest";
import type { Settings } from "../../src/http/settings.ts";
import { checkUrl, pictureUrl, STABLE_FOR_MS, signUrl, stableExpiry } from "../../src/http/sign.ts";

const settings = {
  APP_URL: "https://site.example",
  SIGNING_SECRET: "a signing secret of 32 characters",
  SIGNING_SECRET_PREVIOUS: [] as string[],
} as Settings;
const now = Date.UTC(2026, 0, 5, 7);

it("makes URLs that are good until they expire and nowhere else", () => {
  const url = signUrl(settings, "/files/styles/a/images/b", now + 1_000);
  expect(url).toMatch(/^https:\/\/site\.example\/files\/styles\/a\/images\/b\?expires=\d+&signature=[\w-]{43}$/);
  expect(checkUrl(settings, url, now)).toBe("good");
  expect(checkUrl(settings, url, now + 1_000)).toBe("expired");
  expect(checkUrl({ ...settings, SIGNING_SECRET: "another" }, url, now)).toBe("invalid");
  const rotated = { ...settings, SIGNING_SECRET: "another", SIGNING_SECRET_PREVIOUS: [settings.SIGNING_SECRET] };
  expect(checkUrl(rotated, url, now)).toBe("good");
  expect(checkUrl(settings, signUrl(rotated, "/files/a", now + 1_000), now), "the new one signs").toBe("invalid");
  const signed = signUrl(settings, "/api/upload/a?style=b", now + 1_000);
  expect(checkUrl(settings, signed, now)).toBe("good");
  const broken = [
    url.replace("/b?", "/c?"),
    url.replace(/expires=\d+/, `expires=${now + 9_000}`),
    url.replace(/signature=./, "signature="),
    url.replace(/&signature.*/, ""),
    `${url}&signature=x`,
    `${url}x`,
    `${url}&more=1`,
    signed.replace("style=b", "style=c"),
  ];
  for (const other of broken) expect(checkUrl(settings, other, now), other).toBe("invalid");
});

it("keeps a picture's URL for half a day, and each good for at least that long", () => {
  const first = Math.floor(now / STABLE_FOR_MS) * STABLE_FOR_MS;
  const urls = [first, first + STABLE_FOR_MS - 1].map((at) => pictureUrl(settings, "styles/a/thumbs/b", at));
  expect(urls[0]).toBe(urls[1]);
  expect(pictureUrl(settings, "styles/a/thumbs/b", first + STABLE_FOR_MS)).not.toBe(urls[0]);
  expect(stableExpiry(first + STABLE_FOR_MS - 1) - (first + STABLE_FOR_MS - 1)).toBeGreaterThan(STABLE_FOR_MS);
});
