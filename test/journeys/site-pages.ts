import type { Furnished } from "./furnish.ts";

export interface SitePage {
  name: string;
  path: string;
  /** Seen without signing in. */
  open?: boolean;
}

/** Every page, with the ids of a furnished studio in the addresses. */
export const sitePages = ({ trained, ready, draft }: Pick<Furnished, "trained" | "ready" | "draft">): SitePage[] => [
  { name: "home", path: "/", open: true },
  { name: "login", path: "/login", open: true },
  { name: "register", path: "/register", open: true },
  { name: "forgot-password", path: "/forgot-password", open: true },
  { name: "reset-password", path: "/reset-password#not-a-secret", open: true },
  { name: "confirm-address", path: "/confirm-address#not-a-secret", open: true },
  { name: "receipt", path: "/receipt", open: true },
  { name: "pricing", path: "/pricing", open: true },
  { name: "terms", path: "/terms", open: true },
  { name: "privacy", path: "/privacy", open: true },
  { name: "nowhere", path: "/nowhere", open: true },
  { name: "dashboard", path: "/dashboard" },
  { name: "styles", path: "/styles" },
  { name: "new-style", path: "/styles/new" },
  { name: "style-trained", path: `/styles/${trained.id}` },
  { name: "style-ready", path: `/styles/${ready.id}` },
  { name: "style-draft", path: `/styles/${draft.id}` },
  { name: "generate", path: `/generate/${trained.id}` },
  { name: "gallery", path: "/gallery" },
  { name: "credits", path: "/credits" },
  { name: "settings", path: "/settings" },
];
