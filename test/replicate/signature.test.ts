import { validateWebhook } from "replicate";
import { describe, expect, it } from "vitest";
import { signWebhook, TIMESTAMP_TOLERANCE, verifyWebhook } from "#replicate/signature";

/** The published vector of the Standard Webhooks libraries. */
const vector = {
  secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
  id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
  timestamp: "1614265330",
  body: '{"test": 2432232314}',
  signature: "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
};
const now = 1614265330;

const headers = (changes: Record<string, string | undefined> = {}) => {
  const all: Record<string, string | undefined> = {
    "webhook-id": vector.id,
    "webhook-timestamp": vector.timestamp,
    "webhook-signature": vector.signature,
    ...changes,
  };
  return new Headers(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined));
};
const judge = (changes?: Record<string, string | undefined>, body: string | Uint8Array = vector.body, at = now) =>
  verifyWebhook(vector.secret, headers(changes), body, at);

describe("signWebhook", () => {
  it("agrees with the published vector", async () => {
    expect(await signWebhook(vector.secret, vector)).toBe(vector.signature);
  });

  it("signs bytes as it signs text, beyond ASCII too", async () => {
    const body = '{"prompt":"hafen am morgen, grün 🌊"}';
    const signed = { ...vector, body };
    const bytes = { ...vector, body: new TextEncoder().encode(body) };
    expect(await signWebhook(vector.secret, bytes)).toBe(await signWebhook(vector.secret, signed));
  });

  it("is accepted by the official client", async () => {
    const body = '{"prompt":"grün"}';
    const signature = await signWebhook(vector.secret, { ...vector, body });
    expect(await validateWebhook({ ...vector, body, signature })).toBe(true);
  });

  it.each(["", "whsec_", "whsec_not base64!"])("refuses the secret %j", async (secret) => {
    await expect(signWebhook(secret, vector)).rejects.toThrow("The webhook secret must be whsec_ followed by base64.");
  });
});

describe("verifyWebhook", () => {
  it("knows a genuine webhook, as text and as bytes", async () => {
    expect(await judge()).toBe("genuine");
    expect(await judge({}, new TextEncoder().encode(vector.body))).toBe("genuine");
  });

  it("accepts a secret without its prefix", async () => {
    expect(await verifyWebhook(vector.secret.slice(6), headers(), vector.body, now)).toBe("genuine");
  });

  it("accepts one good signature among several, wherever it stands", async () => {
    const other = "v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    for (const several of [
      `${vector.signature} ${other}`,
      `${other} ${vector.signature}`,
      `v1,% ${vector.signature}`,
    ]) {
      expect(await judge({ "webhook-signature": several })).toBe("genuine");
    }
  });

  it.each(["webhook-id", "webhook-timestamp", "webhook-signature"])("calls it unsigned without %s", async (name) => {
    expect(await judge({ [name]: undefined })).toBe("unsigned");
    expect(await judge({ [name]: "" })).toBe("unsigned");
  });

  it.each([
    "yesterday",
    "1e9",
    "-1614265330",
    "0x1",
    "1614265330.5",
    "99999999999999999",
  ])("calls it unsigned with the timestamp %j", async (timestamp) =>
    expect(await judge({ "webhook-timestamp": timestamp })).toBe("unsigned"));

  it("bounds the age on both sides", async () => {
    expect(await judge({}, vector.body, now + TIMESTAMP_TOLERANCE)).toBe("genuine");
    expect(await judge({}, vector.body, now - TIMESTAMP_TOLERANCE)).toBe("genuine");
    expect(await judge({}, vector.body, now + TIMESTAMP_TOLERANCE + 1)).toBe("stale");
    expect(await judge({}, vector.body, now - TIMESTAMP_TOLERANCE - 1)).toBe("stale");
  });

  it("finds every forgery", async () => {
    const forged = [
      judge({ "webhook-id": "msg_other" }),
      judge({ "webhook-timestamp": String(now + 1) }),
      judge({}, `${vector.body} `),
      judge({}, ""),
      judge({ "webhook-signature": vector.signature.replace("v1,", "v2,") }),
      judge({ "webhook-signature": vector.signature.slice(3) }),
      judge({ "webhook-signature": "v1," }),
      judge({ "webhook-signature": "v1,g0hM" }),
      judge({ "webhook-signature": "v1,not base64" }),
      verifyWebhook("whsec_AAAAAAAAAAAAAAAAAAAAAAAA", headers(), vector.body, now),
    ];
    for (const verdict of forged) expect(await verdict).toBe("forged");
  });
});
