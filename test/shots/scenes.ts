import type { Page } from "playwright-core";
import type { Cast } from "./cast.ts";

/** What opens above or inside a page or becomes of it, and how a hand gets there; without `act`, the page of a style in this state. */
export interface Scene {
  name: string;
  path: string;
  act?: (page: Page) => Promise<unknown>;
}

const seen = (page: Page, name: string | RegExp) =>
  page.getByRole("button", { name }).filter({ visible: true }).first();

/** A panel of a style page. */
const tab = (name: string) => (page: Page) => page.getByRole("tab", { name }).click();

async function openPicture(page: Page): Promise<void> {
  await page.locator("[data-picture]").first().click();
  // Its keys listen only when it is there.
  await page.getByRole("dialog", { name: "Picture" }).getByRole("heading").filter({ visible: true }).first().waitFor();
}

/** Needs no sign-in. */
export const openScenes: Scene[] = [
  {
    name: "login-refused",
    path: "/login",
    async act(page) {
      await page.getByLabel("Email").fill("nobody@example.com");
      await page.getByLabel("Password", { exact: true }).fill("not the password");
      await page.getByRole("button", { name: "Sign in", exact: true }).click();
      await page.getByRole("alert").waitFor();
    },
  },
  {
    name: "register-refused",
    path: "/register",
    async act(page) {
      await page.getByLabel("Email").fill("no address");
      await page.getByLabel("Password", { exact: true }).fill("short");
      await page.getByRole("button", { name: "Open my studio" }).click();
    },
  },
  {
    name: "mail-sent",
    path: "/forgot-password",
    async act(page) {
      await page.getByLabel("Email").fill("nobody@example.com");
      await page.locator("form").getByRole("button").first().click();
      await page.getByText("Look into your mail.").waitFor();
    },
  },
  {
    name: "receipt-false",
    path: "/receipt",
    async act(page) {
      await page.getByLabel("The receipt", { exact: true }).fill("bm90IHNpZ25lZA.bm90IGEgc2lnbmF0dXJl");
      await page.getByRole("button", { name: "Check it" }).click();
      await page.getByText("This site did not sign this").waitFor();
    },
  },
];

/** What became of the other artist's styles. */
export const otherScenes = ({ failed, deleted }: Cast): Scene[] => [
  { name: "style-failed", path: `/styles/${failed.id}` },
  { name: "style-deleted", path: `/deleted/${deleted.id}` },
];

/** While a style of the other artist's learns. */
export const learningScenes = ({ learning }: Cast): Scene[] => [
  { name: "style-learning", path: `/styles/${learning.id}` },
  { name: "styles-learning", path: "/styles" },
  { name: "dashboard-learning", path: "/dashboard" },
];

export const scenesOf = ({ home: { trained, ready } }: Cast): Scene[] => [
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
      await page.getByRole("dialog", { name: "Share this picture" }).waitFor();
    },
  },
  { name: "chosen", path: "/gallery", act: (page) => seen(page, "Select").click() },
  {
    name: "delete-picture",
    path: "/gallery",
    async act(page) {
      await openPicture(page);
      await page.keyboard.press("Delete");
    },
  },
  { name: "delete-account", path: "/settings", act: (page) => seen(page, "Delete my account").click() },
  { name: "painting", path: `/generate/${trained.id}`, act: (page) => seen(page, /^Generate/).click() },
];
