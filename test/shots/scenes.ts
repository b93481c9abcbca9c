import type { Page } from "playwright-core";
import type { Furnished } from "../journeys/furnish.ts";

/** What opens above or inside a page, and how a hand gets there. */
export interface Scene {
  name: string;
  path: string;
  act: (page: Page) => Promise<unknown>;
}

const seen = (page: Page, name: string | RegExp) =>
  page.getByRole("button", { name }).filter({ visible: true }).first();

/** A panel of a style page. */
const tab = (name: string) => (page: Page) => page.getByRole("tab", { name }).click();

async function openPicture(page: Page): Promise<void> {
  await page.locator("[data-picture]").first().click();
  await page.getByRole("dialog", { name: "Picture" }).waitFor();
}

export const scenesOf = ({ trained, ready }: Pick<Furnished, "trained" | "ready">): Scene[] => [
  {
    name: "search",
    path: "/dashboard",
    async act(page) {
      await seen(page, /^Search/).click();
      await page.getByRole("combobox", { name: "Search" }).fill("sea");
    },
  },
  { name: "keys", path: "/dashboard", act: (page) => page.keyboard.press("?") },
  { name: "bell", path: "/dashboard", act: (page) => seen(page, /^Notes/).click() },
  { name: "account-menu", path: "/dashboard", act: (page) => seen(page, /account/i).click() },
  { name: "proof-sheet", path: `/styles/${trained.id}`, act: tab("Proof sheet") },
  { name: "results", path: `/styles/${trained.id}`, act: tab("Results") },
  { name: "versions", path: `/styles/${trained.id}`, act: tab("Versions") },
  { name: "delete-style", path: `/styles/${trained.id}`, act: (page) => seen(page, "Delete this style").click() },
  { name: "train-settings", path: `/styles/${ready.id}`, act: (page) => seen(page, "More settings").click() },
  {
    name: "bulk-captions",
    path: `/styles/${ready.id}`,
    act: (page) => seen(page, /^Captions/).click(),
  },
  { name: "start-picker", path: `/generate/${trained.id}`, act: (page) => seen(page, "Start from a picture").click() },
  {
    name: "drawer",
    path: `/generate/${trained.id}`,
    async act(page) {
      const opener = seen(page, "Settings");
      if ((page.viewportSize()?.width ?? 0) < 1_024) await opener.click();
    },
  },
  { name: "picture", path: "/gallery", act: openPicture },
  {
    name: "compare",
    path: "/gallery",
    async act(page) {
      await openPicture(page);
      await page.keyboard.press("c");
    },
  },
  {
    name: "share",
    path: "/gallery",
    async act(page) {
      await openPicture(page);
      await page.keyboard.press("s");
    },
  },
  { name: "chosen", path: "/gallery", act: (page) => seen(page, "Select").click() },
];
