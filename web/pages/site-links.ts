/** Pages for everybody. A new one hangs itself into head and foot here, into routes.tsx, and into #contract/site for crawlers. */
export const siteLinks: { href: string; name: string; head?: boolean }[] = [
  { href: "/#how", name: "How it works", head: true },
  { href: "/#proof", name: "Proof sheets", head: true },
  { href: "/#studio", name: "What it does" },
  { href: "/#promises", name: "What we promise", head: true },
  { href: "/pricing", name: "Prices", head: true },
  { href: "/terms", name: "Terms" },
  { href: "/privacy", name: "Privacy" },
];
