import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it, onTestFailed } from "vitest";
import { openStudio, photograph, type Studio } from "./browser.ts";
import { mailedLink } from "./mailed.ts";

const site = inject("site");
const PHONE = { width: 390, height: 844 };
const PATIENCE_MS = 60_000;

let studio: Studio;
beforeAll(async () => {
  studio = await openStudio(inject("browser"));
});
afterAll(() => studio?.close());

async function open(size?: typeof PHONE): Promise<Page> {
  const { page } = await studio.open(site.url, size);
  page.setDefaultTimeout(PATIENCE_MS);
  onTestFailed(() => photograph(page, "where-it-failed"));
  return page;
}

const setPassword = async (page: Page, password: string) => {
  await page.getByLabel("New password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Set the password" }).click();
  await page.getByLabel("Present password").waitFor();
};

it("opens a studio with Google, joins Discord to it, and is never left without a way in", async () => {
  const page = await open();
  await page.goto("/register?to=%2Fstyles");
  await page.getByRole("button", { name: "Continue with Google" }).waitFor();
  await photograph(page, "ways-in");
  await page.getByRole("button", { name: "Continue with Google" }).click();
  await page.waitForURL("**/styles");

  await page.goto("/settings");
  await page.getByText("Google", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Unlink Google" }).click();
  await page.getByText("Google is your only way in. Set a password first, then unlink it.").waitFor();
  await photograph(page, "only-way-in");
  await setPassword(page, "a sentence to keep");
  await page.getByRole("button", { name: "Unlink Google" }).click();
  await page.getByRole("button", { name: "Link Google" }).waitFor();
  await page.getByRole("button", { name: "Link Google" }).click();
  await page.waitForURL("**/settings");
  await page.getByRole("button", { name: "Unlink Google" }).waitFor();

  const phone = await open(PHONE);
  await phone.goto("/login");
  await phone.getByRole("button", { name: "Continue with Discord" }).click();
  await phone.waitForURL("**/dashboard");
  await phone.goto("/settings");
  await phone.getByRole("button", { name: "Unlink Discord" }).waitFor();
  await photograph(phone, "settings-phone");
  const [scrolled, width] = await phone.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  expect(scrolled).toBeLessThanOrEqual(width ?? 0);

  await page.reload();
  await page.getByRole("button", { name: "Sign out everywhere else" }).click();
  await page.getByRole("button", { name: "Sign out everywhere else" }).waitFor({ state: "detached" });
  await phone.reload();
  await phone.waitForURL("**/login?**");
});

it("confirms an address and resets a forgotten password with the mails it wrote", async () => {
  const email = `reset-${Date.now()}@example.com`;
  const page = await open();
  await page.goto("/register");
  await page.getByLabel("Your name").fill("Journey");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill("the first sentence");
  await page.getByRole("button", { name: "Open my studio" }).click();
  await page.waitForURL("**/styles/new");
  await page.goto(await mailedLink(site.stateDir, "Confirm", email));
  await page.getByText("Your address is confirmed.").waitFor();
  expect(page.url()).toBe(`${site.url}/confirm-address`);
  await page.goto("/settings");
  await page.getByText("Confirmed", { exact: true }).waitFor();

  const other = `moved-${email}`;
  await page.getByRole("button", { name: "Change the address" }).click();
  await page.getByLabel("New address").fill(other);
  await page.getByLabel("Your password", { exact: true }).fill("the first sentence");
  await photograph(page, "another-address");
  await page.getByRole("button", { name: "Ask the new address" }).click();
  await page.getByText(`A mail is on its way to ${other}.`).waitFor();
  await page.goto(await mailedLink(site.stateDir, "Confirm-your-new", other));
  await page.getByText(`${other} is yours.`, { exact: false }).waitFor();
  await page.goto("/settings");
  await page.getByText(other, { exact: true }).waitFor();
  await page.goto(await mailedLink(site.stateDir, "Your-address-was-changed", email));
  await page.getByRole("heading", { name: "Take your studio back." }).waitFor();
  await page.getByLabel("New password", { exact: true }).fill("the first sentence");
  await page.getByRole("button", { name: "Keep it and sign in" }).click();
  await page.waitForURL("**/dashboard");
  await page.goto("/settings");
  await page.getByText(email, { exact: true }).waitFor();

  const phone = await open(PHONE);
  await phone.goto("/login");
  await phone.getByRole("link", { name: "Forgot the password?" }).click();
  // The page before has a field of the same name.
  await phone.getByRole("heading", { name: "Forgot the password?" }).waitFor();
  await phone.getByLabel("Email").fill(email);
  await phone.getByRole("button", { name: "Send me a link" }).click();
  await phone.getByText("Look into your mail.").waitFor();
  await photograph(phone, "look-into-your-mail");
  const link = await mailedLink(site.stateDir, "Choose", email);
  await phone.goto(link);
  await phone.getByLabel("New password", { exact: true }).fill("the second sentence");
  await photograph(phone, "new-password");
  await phone.getByRole("button", { name: "Keep it and sign in" }).click();
  await phone.waitForURL("**/dashboard");

  await page.reload();
  await page.waitForURL("**/login?**");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill("the first sentence");
  await page.keyboard.press("Enter");
  await page.getByText("do not belong together").waitFor();
  await page.getByLabel("Password", { exact: true }).fill("the second sentence");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/settings");

  const late = await open();
  await late.goto(link);
  await late.getByLabel("New password", { exact: true }).fill("a third sentence");
  await late.getByRole("button", { name: "Keep it and sign in" }).click();
  await late.getByText("This link was used already or is too old.").waitFor();
  await photograph(late, "link-used");
});
