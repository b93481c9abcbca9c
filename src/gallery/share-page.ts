import { html, raw } from "hono/html";

/** Colours and sizes of the site's own wall; nothing is loaded but the picture. */
export const LOOK = `:root{color-scheme:dark}*{box-sizing:border-box}
body{margin:0;min-height:100dvh;background:#0a0a0b;color:#fff;font:400 15px/1.6 Inter,system-ui,sans-serif;display:flex;flex-direction:column;align-items:center}
main{flex:1;display:flex;flex-direction:column;align-items:center;justify-content:center;width:100%;padding:max(24px,3vh) 24px;gap:20px}
img{display:block;max-width:100%;max-height:78dvh;width:auto;height:auto;border-radius:3px;box-shadow:0 32px 96px -24px rgb(0 0 0/.9)}
p{margin:0;max-width:640px;text-align:center;overflow-wrap:anywhere}
footer{padding:16px 24px 24px;color:#a1a1aa;font-size:13px;text-align:center}
a{color:#a78bfa;text-underline-offset:3px}:focus-visible{outline:2px solid #fff;outline-offset:2px}
h1{font-size:28px;line-height:32px;letter-spacing:-.03em;margin:0}
.frame{width:192px;aspect-ratio:3/4;border:1px dashed #6b6b74;border-radius:3px}
@media(max-width:640px){main{padding:0 0 24px;justify-content:flex-start}img{border-radius:0;max-height:none;width:100%}p{padding:0 16px}}`;

export interface SharePage {
  url: string;
  home: string;
  pictureUrl: string;
  cardUrl: string;
  width: number;
  height: number;
  /** Null: the artist shows the picture alone. */
  prompt: string | null;
  listed: boolean;
}

const head = (
  title: string,
  listed: boolean,
) => html`<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="dark"><meta name="theme-color" content="#0a0a0b"><title>${title}</title>
${listed ? "" : html`<meta name="robots" content="noindex, nofollow">`}<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<style>${raw(LOOK)}</style>`;

/** The page of one shared picture: its words only when the artist shows them, and nobody's name. */
export function sharePage(page: SharePage) {
  const title = page.prompt ?? "A picture made in an artist's own style";
  const told = "Made with ArtistCloner by an artist, in their own style.";
  return html`<!doctype html><html lang="en"><head>${head(`${title} | ArtistCloner`, page.listed)}
<meta name="description" content="${told}"><link rel="canonical" href="${page.url}">
<meta property="og:type" content="website"><meta property="og:site_name" content="ArtistCloner"><meta property="og:url" content="${page.url}">
<meta property="og:title" content="${title}"><meta property="og:description" content="${told}">
<meta property="og:image" content="${page.cardUrl}"><meta property="og:image:type" content="image/jpeg"><meta property="og:image:alt" content="${title}">
<meta name="twitter:card" content="summary_large_image"></head>
<body><main><img src="${page.pictureUrl}" width="${page.width}" height="${page.height}" alt="${title}">
${page.prompt === null ? "" : html`<p>${page.prompt}</p>`}</main>
<footer>${told} <a href="${page.home}">See how it is done</a></footer></body></html>`;
}

/** For an address that never was, or that the artist took back: nobody learns which. */
export const nothingSharedHere = (
  home: string,
) => html`<!doctype html><html lang="en"><head>${head("Nothing hangs here | ArtistCloner", false)}</head>
<body><main><div class="frame" aria-hidden="true"></div><h1>Nothing hangs here.</h1>
<p>The picture was taken down by its artist, or a letter of the address went missing on the way.</p><p><a href="${home}">To ArtistCloner</a></p></main></body></html>`;
