import { mkdir } from "node:fs/promises";
import path from "node:path";
import type { Style } from "#contract/styles";
import { enter } from "./demo/account.ts";
import { bar, duration, painter } from "./demo/bar.ts";
import { firstLoad } from "./demo/first-load.ts";
import { generate } from "./demo/generate.ts";
import { type Options, optionsOf, usage } from "./demo/options.ts";
import { PAINTED, paintOriginals } from "./demo/paint.ts";
import { readFolder } from "./demo/pictures.ts";
import { type Measure, report } from "./demo/report.ts";
import { drawSheet, keepPicture, stemOf } from "./demo/results.ts";
import { findSite, type Site } from "./demo/site.ts";
import { train } from "./demo/train.ts";
import { upload } from "./demo/upload.ts";
import { Refusal } from "./refusal.ts";

const say = (sentence: string) => console.log(sentence);
const since = (start: number) => (performance.now() - start) / 1_000;

async function journey({ url, stack }: Site, options: Options): Promise<void> {
  const { out, images, prompt, size, count } = options;
  const measures: Measure[] = stack ? [{ stage: "site ready", seconds: stack.readyMs / 1_000, target: 45 }] : [];
  const lines = painter(process.stdout);
  await mkdir(out, { recursive: true });

  let start = performance.now();
  if (!images) say(`Painting ${PAINTED} pictures by an artist who never lived.`);
  const folder =
    images ??
    (await paintOriginals(out, (done) =>
      lines.draw(bar("Painting", done, PAINTED, null), String(Math.floor((done * 4) / PAINTED))),
    ));
  lines.end();
  const { pictures, left } = await readFolder(folder);
  if (left.length > 0) say(`Left out: ${left.join(", ")}.`);
  if (!images) measures.push({ stage: "painting the originals", seconds: since(start) });

  const { client, access } = await enter(url, options.token);
  const style = await client.send<Style>("POST", "/api/styles", {
    name: images ? path.basename(path.resolve(images)).slice(0, 100) : "Odile Brandvik",
    description: "Made by npm run demo.",
  });

  start = performance.now();
  await upload(client, style.id, pictures, (done) =>
    lines.draw(bar("Uploading", done, pictures.length, null), String(Math.floor((done * 4) / pictures.length))),
  );
  lines.end();
  measures.push({ stage: `uploading ${pictures.length} pictures`, seconds: since(start) });

  start = performance.now();
  const training = await train(client, style.id, options.steps, (now) => {
    const loss = now.loss.at(-1)?.loss;
    const note = [now.stage ?? now.status.toLowerCase(), ...(loss === undefined ? [] : [`loss ${loss.toFixed(3)}`])];
    const mark = `${now.status} ${now.stage} ${Math.floor(now.progress / 10)}`;
    lines.draw(bar("Training", now.currentStep, now.totalSteps, now.estimatedTimeRemaining, note.join(", ")), mark);
  });
  lines.end();
  measures.push({ stage: `training on ${pictures.length} pictures`, seconds: since(start), target: 60 });
  await keepPicture(client, training.testImageUrl, out, "test-picture");

  start = performance.now();
  const ready = new Map<string, number>();
  const generations = await generate(
    client,
    { styleId: style.id, prompt, width: size, height: size, count },
    ({ id, status, progress }) => {
      ready.set(id, status === "COMPLETED" ? 100 : (progress ?? 0));
      const finished = [...ready.values()].filter((share) => share === 100).length;
      const share = [...ready.values()].reduce((sum, value) => sum + value, 0) / count;
      lines.draw(bar("Painting", finished, count, null, `${Math.round(share)} %`), String(finished));
    },
  );
  lines.end();
  const waits = generations.map(
    ({ createdAt, completedAt }) => (Date.parse(completedAt ?? "") - Date.parse(createdAt)) / 1_000,
  );
  const stage = `the first ${size}×${size} picture, from asking to having it`;
  measures.push({ stage, seconds: Math.min(...waits), ...(size === 512 ? { target: 10 } : {}) });
  measures.push({ stage: `all ${count} pictures`, seconds: since(start) });

  const results: string[] = [];
  for (const generation of generations) {
    results.push(await keepPicture(client, generation.outputUrl, out, stemOf(generation)));
  }
  const sheet = path.join(out, "sheet.jpg");
  await drawSheet(
    sheet,
    pictures.map(({ bytes }) => bytes),
    results,
  );

  say(`\nLearned from ${pictures.length} pictures in ${training.totalSteps} steps and painted “${prompt}”:`);
  for (const result of results) say(`  ${result}`);
  say(`  ${sheet}  (originals above, results below)\n`);
  say(report(measures));
  say(await firstLoad(url));
  if (stack) say("\nThe demo now stops its site; npm start brings it back with everything in it.");
  say(`\nSee the style at ${url}/styles/${style.id}`);
  if (access) say(`Sign in as ${access.email} with the password ${access.password}`);
}

const stopping = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stopping.abort());
let site: Site | undefined;
try {
  const options = optionsOf(process.argv.slice(2));
  if (options.help) {
    console.log(usage);
  } else {
    const begun = performance.now();
    site = await findSite(options.url, process.env, say, stopping.signal);
    const interrupted = new Promise<never>((_, reject) => {
      stopping.signal.addEventListener("abort", () => reject(new Refusal("Stopped.")), { once: true });
    });
    await Promise.race([journey(site, options), interrupted]);
    say(`Done in ${duration(since(begun))}.`);
  }
} catch (error) {
  console.error(`\n${error instanceof Refusal ? error.message : (error instanceof Error && error.stack) || error}`);
  process.exitCode = 1;
}
await site?.stack?.stop();
process.exit();
