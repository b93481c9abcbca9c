import { expect, it } from "vitest";
import { signWebhook, verifyWebhook } from "#replicate/signature";

it("signs and verifies in workerd as in Node", async () => {
  const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  const webhook = { id: "msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp: "1614265330", body: '{"test": 2432232314}' };
  const signature = await signWebhook(secret, webhook);
  expect(signature).toBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  const headers = new Headers({
    "webhook-id": webhook.id,
    "webhook-timestamp": webhook.timestamp,
    "webhook-signature": signature,
  });
  expect(await verifyWebhook(secret, headers, webhook.body, 1614265330)).toBe("genuine");
  expect(await verifyWebhook(secret, headers, `${webhook.body} `, 1614265330)).toBe("forged");
});
