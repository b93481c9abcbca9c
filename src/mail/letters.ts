import type { mails } from "./table.ts";

export type LetterKind = typeof mails.$inferSelect.kind;

export interface Letter {
  subject: string;
  text: string;
  html: string;
}

interface About {
  /** Of the artist; null when they gave none. */
  name: string | null;
  appUrl: string;
  facts: Record<string, string>;
  /** What the mail asks to open, for those that bring a secret. */
  link: string | null;
}

interface Words {
  subject: string;
  paragraphs: string[];
  act: { label: string; url: string };
  foot: string;
}

const because = (appUrl: string) => `You asked for such mail. Change it in Settings: ${appUrl}/settings#notifications`;
const NOT_YOU = "If you did not ask for this, do nothing: without the link nothing happens.";

const words: Record<LetterKind, (about: About) => Words> = {
  "confirm-address": ({ link }) => ({
    subject: "Confirm your address",
    paragraphs: ["A studio at ArtistCloner was opened with this address. Confirm that it is yours."],
    act: { label: "Confirm my address", url: link ?? "" },
    foot: `The link is good for a day and works once. ${NOT_YOU}`,
  }),
  "reset-password": ({ link }) => ({
    subject: "Choose a new password",
    paragraphs: ["A new password was asked for. Choosing one signs you out everywhere else."],
    act: { label: "Choose a new password", url: link ?? "" },
    foot: `The link is good for 30 minutes and works once. ${NOT_YOU}`,
  }),
  "password-changed": ({ appUrl }) => ({
    subject: "Your password was changed",
    paragraphs: [
      "The password of your studio was just changed, and every other browser was signed out.",
      "If it was not you, choose a new one at once.",
    ],
    act: { label: "It was not me", url: `${appUrl}/forgot-password` },
    foot: "Mails about the safety of your account cannot be turned off.",
  }),
  "change-address": ({ link, facts }) => ({
    subject: "Confirm your new address",
    paragraphs: [`${facts.to} is to be the address of a studio at ArtistCloner. Confirm that it is yours.`],
    act: { label: "Use this address", url: link ?? "" },
    foot: `The link is good for a day and works once. ${NOT_YOU}`,
  }),
  "address-changed": ({ link, facts }) => ({
    subject: "Your address was changed",
    paragraphs: [
      `Your studio is found at ${facts.now} from now on. If that was you, there is nothing to do.`,
      "If it was not you, take it back: you choose a new password, and everybody else is signed out.",
    ],
    act: { label: "It was not me", url: link ?? "" },
    foot: "The link is good for a week. Mails about the safety of your account cannot be turned off.",
  }),
  "style-ready": ({ appUrl, facts }) => ({
    subject: `Your style “${facts.style}” is ready`,
    paragraphs: [`“${facts.style}” has finished learning, and a test picture came out of it. It can paint now.`],
    act: { label: "Paint in this style", url: `${appUrl}/generate/${facts.styleId}` },
    foot: because(appUrl),
  }),
  "training-failed": ({ appUrl, facts }) => ({
    subject: `The training of “${facts.style}” failed and was refunded`,
    paragraphs: [
      `“${facts.style}” could not be trained.`,
      facts.why ?? "",
      "Your pictures and captions are as you left them.",
    ],
    act: { label: "Open the style", url: `${appUrl}/styles/${facts.styleId}` },
    foot: because(appUrl),
  }),
};

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign);

/** A letter as plain text and as plain HTML: no pictures, no tracking, nothing fetched when it is opened. */
export function letterOf(kind: LetterKind, about: About): Letter {
  const { subject, paragraphs, act, foot } = words[kind](about);
  const all = [about.name ? `Hello ${about.name},` : "Hello,", ...paragraphs.filter((text) => text !== "")];
  const text = [...all, `${act.label}:\n${act.url}`, `-- \nArtistCloner, ${about.appUrl}\n${foot}`].join("\n\n");
  const html = [
    '<!doctype html><html lang="en"><body style="font:16px/1.5 system-ui,sans-serif;max-width:36em">',
    ...all.map((paragraph) => `<p>${escaped(paragraph)}</p>`),
    `<p><a href="${escaped(act.url)}">${escaped(act.label)}</a></p>`,
    `<p style="color:#666;font-size:13px">ArtistCloner, ${escaped(about.appUrl)}<br>${escaped(foot)}</p>`,
    "</body></html>",
  ].join("\n");
  return { subject, text, html };
}
