import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import PostalMime, { type Email } from "postal-mime";
import { api } from "../../src/api.ts";
import { sweep } from "../../src/clock.ts";
import { SITE } from "./artist.ts";

export interface Site {
  /** Answers when the work behind the answer is done too. */
  send: (path: string, init?: RequestInit) => Promise<Response>;
  json: (method: string, path: string, body: unknown, headers?: Record<string, string>) => Promise<Response>;
  tick: () => Promise<void>;
  /** What was sent to an address, oldest first. */
  mailsTo: (address: string) => Promise<Email[]>;
  /** Makes the next mails fail. */
  jam: (jammed: boolean) => void;
}

/** The site with settings of its own, and with a mail service that keeps what it is given. */
export function siteWith(settings: Record<string, string>): Site {
  const sent: { to: string; raw: string }[] = [];
  let jammed = false;
  const EMAIL = {
    async send(message: { to: string; "EmailMessage::raw": string }) {
      if (jammed) throw new Error("the mail service is away");
      sent.push({ to: message.to, raw: message["EmailMessage::raw"] });
    },
  };
  const own = { ...env, ...settings, EMAIL } as unknown as Env;
  const send = async (path: string, init: RequestInit = {}) => {
    const context = createExecutionContext();
    const answer = await api.fetch(new Request(new URL(path, SITE), { redirect: "manual", ...init }), own, context);
    await waitOnExecutionContext(context);
    return answer;
  };
  return {
    send,
    json: (method, path, body, headers = {}) =>
      send(path, { method, body: JSON.stringify(body), headers: { "Content-Type": "application/json", ...headers } }),
    async tick() {
      const context = createExecutionContext();
      await sweep(own, context);
      await waitOnExecutionContext(context);
    },
    mailsTo: (address) => Promise.all(sent.filter(({ to }) => to === address).map(({ raw }) => PostalMime.parse(raw))),
    jam: (now) => {
      jammed = now;
    },
  };
}
