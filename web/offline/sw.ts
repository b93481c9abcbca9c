/// <reference lib="webworker" />
import { assetsOf, fetchAsset, planOf } from "./plan.ts";

declare const self: ServiceWorkerGlobalScope;

/** The page that is shown when there is no network, with all it needs. Goes up when these rules change. */
const SHELTER = "shelter-1";
const ASSETS = "assets-1";
const OFFLINE_PAGE = "/offline";
/** Files of a few releases; the oldest go first. */
const ASSETS_KEPT = 200;

async function furnish(): Promise<void> {
  const shelter = await caches.open(SHELTER);
  const page = await fetch(OFFLINE_PAGE, { cache: "no-cache" });
  if (!page.ok) throw new Error(`The offline page answered ${page.status}.`);
  const html = await page.clone().text();
  await shelter.addAll(assetsOf(html));
  await shelter.put(OFFLINE_PAGE, page);
}

async function tidy(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== SHELTER && name !== ASSETS).map((name) => caches.delete(name)));
}

async function pageOf(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch {
    const shelter = await caches.open(SHELTER);
    return (await shelter.match(OFFLINE_PAGE)) ?? Response.error();
  }
}

async function assetOf(event: FetchEvent): Promise<Response> {
  const kept = await caches.match(event.request);
  if (kept) return kept;
  const fresh = await fetchAsset(event.request);
  // A file of an older release may be gone by now.
  if (fresh.ok) {
    const copy = fresh.clone();
    event.waitUntil(keep(event.request, copy));
  }
  return fresh;
}

async function keep(request: Request, response: Response): Promise<void> {
  const assets = await caches.open(ASSETS);
  await assets.put(request, response);
  const keys = await assets.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - ASSETS_KEPT)).map((key) => assets.delete(key)));
}

self.addEventListener("install", (event) => {
  // Pages always come from the network first, so a new worker never serves an old page a wrong file.
  event.waitUntil(furnish().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(tidy().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const plan = planOf(event.request, self.location.origin);
  if (plan === "page") event.respondWith(pageOf(event.request));
  else if (plan === "asset") event.respondWith(assetOf(event));
});
