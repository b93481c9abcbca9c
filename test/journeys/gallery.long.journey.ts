import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { unzipSync } from "fflate";
import type { Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, expect, inject, it, onTestFailed } from "vitest";
import type { Binned } from "#contract/gallery";
import type { GenerationList } from "#contract/generation";
import type { Style } from "#contract/styles";
import { type Artist, enter } from "../../local/demo/account.ts";
import { generate } from "../../local/demo/generate.ts";
import { train } from "../../local/demo/train.ts";
import { upload } from "../../local/demo/upload.ts";
import { openStudio, photograph, type Studio } from "./browser.ts";

const { url, stateDir } = inject("site");
const PATIENCE_MS = 60_000;
const LIGHTHOUSE = "a lighthouse above the sea";

let studio: Studio;
let artist: Artist;
let style: Style;

const paint = (prompt: string, more: { count?: number; seed?: number; width?: number } = {}) =>
  generate(artist.client, { styleId: style.id, prompt, width: 320, height: 256, seed: 7, ...more }, () => {});

beforeAll(async () => {
  [studio, artist] = await Promise.all([openStudio(inject("browser")), enter(url, undefined)]);
  style = await artist.client.send<Style>("POST", "/api/styles", { name: "Gallery" });
  await upload(artist.client, style.id, inject("originals"), () => {});
  await train(artist.client, style.id, 60, () => {});
  await paint("boats in the harbour");
  await paint(LIGHTHOUSE, { count: 3 });
  await paint("a red house", { width: 256, seed: 41 });
}, 240_000);
afterAll(() => studio?.close());

async function signIn(): Promise<Page> {
  const { page } = await studio.open(url);
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto("/login");
  await page.getByLabel("Email").fill(artist.access?.email ?? "");
  await page.getByLabel("Password", { exact: true }).fill(artist.access?.password ?? "");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/dashboard");
  await page.goto("/gallery");
  await page.locator("[data-picture]").first().waitFor();
  return page;
}

const tiles = (page: Page) => page.locator("[data-picture]");
const tilesAre = (page: Page, count: number) =>
  expect.poll(() => tiles(page).count(), { timeout: PATIENCE_MS }).toBe(count);

it("finds, opens, keeps, deletes with a way back, shares and packs pictures", async () => {
  const page = await signIn();
  const wrongs: string[] = [];
  page.on("pageerror", (error) => wrongs.push(error.message));
  onTestFailed(() => photograph(page, "gallery-where-it-failed"));
  await tilesAre(page, 5);
  await page.getByText("5 pictures").waitFor();
  await photograph(page, "gallery");

  const field = page.getByLabel("Search by words or seed");
  await page.keyboard.press("/");
  await page.keyboard.type("light");
  await tilesAre(page, 3);
  expect(new URL(page.url()).searchParams.get("q")).toBe("light");
  await page.reload();
  await tilesAre(page, 3);
  await field.fill("seed 41");
  await tilesAre(page, 1);
  await field.fill("zebra");
  await page.getByText("No picture is like that").waitFor();
  await page.getByRole("button", { name: "Show all pictures" }).click();
  await tilesAre(page, 5);

  await tiles(page).first().focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  const large = page.getByRole("dialog", { name: "Picture" });
  const title = (words: string) => large.getByRole("heading", { name: words }).waitFor();
  await title(LIGHTHOUSE);
  await large.getByText("take 3 of 3").filter({ visible: true }).waitFor();
  await photograph(page, "gallery-large");
  await page.keyboard.press("ArrowUp");
  await large.getByText("take 2 of 3").filter({ visible: true }).waitFor();
  await page.keyboard.press("ArrowRight");
  await title("boats in the harbour");
  await page.keyboard.press("ArrowLeft");
  await title(LIGHTHOUSE);
  await page.keyboard.press("ArrowLeft");
  await title("a red house");
  const recipe = large.getByRole("heading", { name: "a red house" }).filter({ visible: true });
  await page.keyboard.press("i");
  await recipe.waitFor({ state: "detached" });
  await page.keyboard.press("i");
  await recipe.waitFor();
  await page.keyboard.press("?");
  const keys = page.getByRole("dialog", { name: "Keys" });
  await keys.getByText("Its recipe, or the picture alone").waitFor();
  await page.keyboard.press("Escape");
  await keys.waitFor({ state: "detached" });
  await recipe.waitFor();
  await page.keyboard.press("f");
  const heart = large.getByRole("button", { name: "Favourite" }).filter({ visible: true });
  await expect.poll(() => heart.getAttribute("aria-pressed")).toBe("true");
  const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("d")]);
  expect(download.suggestedFilename()).toBe("gallery-a-red-house-41.webp");
  const about = await sharp(readFileSync(await download.path())).metadata();
  expect([about.width, about.height]).toEqual([256, 256]);
  expect(about.xmp?.toString()).toContain("&quot;seed&quot;:41");
  await page.keyboard.press("c");
  const line = large.getByRole("slider");
  await line.focus();
  for (const key of ["ArrowRight", "Shift+ArrowRight"]) await page.keyboard.press(key);
  expect(await line.getAttribute("aria-valuenow")).toBe("62");
  await photograph(page, "gallery-compare");
  await page.keyboard.press("Escape");
  await line.waitFor({ state: "detached" });

  await page.keyboard.press("s");
  await page.getByRole("button", { name: "Make the page" }).click();
  const address = await page.getByLabel("Address of the page").inputValue();
  const guest = await studio.open(url);
  const seen = await guest.page.goto(address);
  expect(seen?.status()).toBe(200);
  const shown = await guest.page
    .locator("img")
    .evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth));
  expect(shown).toBe(256);
  expect(await guest.page.content()).not.toContain("a red house");
  await photograph(guest.page, "gallery-share-page");
  await page.getByRole("button", { name: "Stop sharing" }).click();
  await page.getByText("It is private now").waitFor();
  expect((await guest.page.reload())?.status()).toBe(404);
  expect((await guest.page.goto(`${address}/picture.webp`))?.status()).toBe(404);
  await page.getByRole("button", { name: "Keep it private" }).click();

  await page.keyboard.press("Delete");
  await page.getByText("Picture deleted").first().waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await title("a red house");
  await page.keyboard.press("Escape");
  await large.waitFor({ state: "detached" });
  await tilesAre(page, 5);
  await page.getByRole("button", { name: "Favourites" }).click();
  await tilesAre(page, 1);
  await page.getByRole("button", { name: "Favourites" }).click();
  await tilesAre(page, 5);

  const other = await signIn();
  const deleteThere = async () => {
    await tiles(other).last().focus();
    await other.keyboard.press("Delete");
    await tilesAre(other, 4);
  };
  const answered = other.waitForResponse("**/api/generations/bin");
  await page.context().setOffline(true);
  await deleteThere();
  const binned = (await (await answered).json()) as Binned;
  expect(await tiles(page).count()).toBe(5);
  await page.context().setOffline(false);
  await tilesAre(page, 4);
  await artist.client.send("POST", "/api/generations/restore", { ids: binned.ids });
  await tilesAre(page, 5);
  await other.reload();
  await tilesAre(other, 5);
  await deleteThere();
  await other.close();
  await tilesAre(page, 4);

  await page.getByRole("button", { name: "Select" }).click();
  await tiles(page).first().click();
  await tiles(page)
    .nth(2)
    .click({ modifiers: ["Shift"] });
  await page.getByText("3 chosen").waitFor();
  await photograph(page, "gallery-chosen");
  const [archive] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download ZIP" }).click(),
  ]);
  const files = Object.keys(unzipSync(readFileSync(await archive.path())));
  expect(files.filter((name) => name.endsWith(".webp"))).toHaveLength(3);
  expect(files).toContain("recipes.json");
  await page.keyboard.press("Escape");

  await paint("a new wave");
  await tilesAre(page, 5);
  await tiles(page).first().click();
  await title("a new wave");
  await page.getByRole("button", { name: "Use this recipe" }).filter({ visible: true }).click();
  await page.waitForURL("**/generate/**");
  await page.getByText("Recipe taken").first().waitFor();
  expect(await page.getByLabel("What do you want to see?").inputValue()).toBe("a new wave");
  expect(wrongs).toEqual([]);
});

it("hangs five thousand pictures in a small page", async () => {
  const { generations } = await artist.client.get<GenerationList>("/api/generations?status=COMPLETED");
  const columns = `user_id, style_id, room_id, training_id, status, rev, negative_prompt, width, steps, guidance, strength,
    output_key, thumbnail_key, started_at, completed_at, deadline_at`;
  const seeding = spawnSync(
    path.join("node_modules", ".bin", "wrangler"),
    [
      ...["d1", "execute", "DB", "--local", "--persist-to", path.join(stateDir, "wrangler"), "--command"],
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
       INSERT INTO generations (id, prompt, height, seed, created_at, ${columns})
       SELECT 'many' || id || i, 'wish ' || i, 200 + (i * 37) % 300, i, created_at - i * 60000, ${columns}
       FROM generations, n WHERE id = '${generations[0]?.id}'`,
    ],
    { env: { ...process.env, CLOUDFLARE_CF_FETCH_ENABLED: "false", WRANGLER_SEND_METRICS: "false" }, encoding: "utf8" },
  );
  expect(seeding.status, seeding.stderr).toBe(0);
  const page = await signIn();
  onTestFailed(() => photograph(page, "gallery-many-where-it-failed"));
  await page.getByText(/5,\d\d\d pictures/).waitFor();
  const inThePage = async () => {
    const [hung = 0, elements = 0] = await page.evaluate(() => [
      document.querySelectorAll("[data-picture]").length,
      document.querySelectorAll("*").length,
    ]);
    expect(hung).toBeLessThan(130);
    expect(elements).toBeLessThan(1_800);
    return hung;
  };
  for (let step = 0; step < 12; step += 1) {
    await page.mouse.wheel(0, 4_000);
    await expect.poll(inThePage).toBeGreaterThan(10);
  }
  await photograph(page, "gallery-many");
  await page.getByLabel("Search by words or seed").fill("wish 4999");
  await tilesAre(page, 1);
});
