import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";

const root = path.join(import.meta.dirname, "..");

const filesOf = (room: string) =>
  readdirSync(path.join(root, room), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => path.posix.join(room, file.split(path.sep).join("/")));
const sources = ["src", "web", "engine", "local"].flatMap(filesOf);

const features = [
  "accounts",
  "billing",
  "styles",
  "images",
  "training",
  "generation",
  "gallery",
  "leaving",
  "operations",
];
const anyOf = (...names: string[]) => `(?:${names.join("|")})`;
const within = (room: string, ...names: string[]) => `${room}/${anyOf(...names)}/`;
const srcFeature = within("src", ...features);
const webFeature = within("web", ...features);
const pure =
  /(?:^|\/)(?:machine|purchase|outbox|alarm|sniff|formats|exif|webp|zip|prompt|progress|prompts|reduce|runs|turn|letters)\.ts$/;

/** Who may import whom. The first row whose `from` matches a file decides; its own folder is always allowed. */
const arrows: { from: string; to: string[]; types?: string[] }[] = [
  { from: "src/contract/", to: [] },
  { from: "src/db/", to: [] },
  { from: "src/http/", to: ["src/contract/", "src/db/", "src/accounts/table\\.ts"], types: ["src/room/style-room.ts"] },
  { from: "src/replicate/", to: ["src/contract/"] },
  { from: "src/mail/", to: ["src/contract/", "src/http/", "src/db/", "src/accounts/table\\.ts"] },
  {
    from: "src/room/",
    to: [
      `${srcFeature}(?:proofs/)?(?:machine|effects|table|status|entity)\\.ts`,
      ...["replicate", "http", "contract", "db"].map((name) => `src/${name}/`),
    ],
  },
  {
    from: "src/styles/",
    to: [
      ...["http", "db", "contract"].map((name) => `src/${name}/`),
      `${srcFeature}(?:table|entity|current)\\.ts`,
      "src/billing/limits\\.ts",
    ],
    types: ["src/room/style-room.ts"],
  },
  {
    // What can be done with finished pictures stands on what makes them.
    from: "src/gallery/",
    to: [
      ...["styles", "http", "db", "contract", "generation"].map((name) => `src/${name}/`),
      "src/images/zip-answer\\.ts",
      "src/images/files\\.ts",
      `${srcFeature}table\\.ts`,
    ],
  },
  {
    // Who leaves takes everything, or has everything deleted, whoever keeps it.
    from: "src/leaving/",
    to: [
      ...["styles", "http", "db", "replicate", "contract"].map((name) => `src/${name}/`),
      `${srcFeature}(?:table|entity)\\.ts`,
      "src/generation/(?:file-name|recipe|standing)\\.ts",
      "src/billing/(?:history|till)\\.ts",
      "src/mail/table\\.ts",
    ],
    types: ["src/room/style-room.ts"],
  },
  {
    from: srcFeature,
    to: [
      ...["styles", "http", "db", "mail", "replicate", "contract"].map((name) => `src/${name}/`),
      "src/billing/ledger\\.ts",
      `${srcFeature}table\\.ts`,
    ],
    types: ["src/room/style-room.ts"],
  },
  { from: "src/api.ts", to: [srcFeature, "src/room/routes\\.ts", "src/http/", "src/contract/"] },
  { from: "src/jobs.ts", to: [srcFeature, "src/http/", "src/contract/"], types: ["src/room/message.ts"] },
  { from: "src/clock.ts", to: [srcFeature, "src/mail/post.ts", "src/http/"] },
  { from: "src/worker.ts", to: ["src/api.ts", "src/jobs.ts", "src/clock.ts", "src/room/", "src/http/"] },
  { from: "src/", to: [] },
  { from: "web/ui/", to: [] },
  { from: "web/live/", to: ["src/contract/", "web/api.ts"] },
  { from: "web/api.ts", to: ["src/contract/"], types: ["src/api.ts"] },
  { from: webFeature, to: ["web/live/", "web/ui/", "web/api.ts", webFeature, "src/contract/"] },
  { from: "web/pages/", to: [webFeature, "web/live/", "web/ui/", "web/api.ts", "src/contract/"] },
  { from: "web/", to: ["web/", "src/contract/"] },
  { from: "engine/style/", to: [] },
  { from: "engine/", to: ["engine/", "src/replicate/(?:wire|schemas|signature)\\.ts"] },
  { from: "local/", to: ["src/contract/", "engine/hands/", "engine/within\\.ts"] },
];

const importLine = /^(?:import|export)\s+(type\s)?[^"';]*?(?:from\s+)?"([^"]+)"|\bimport\("([^"]+)"\)/gm;

function target(file: string, specifier: string): string | undefined {
  if (specifier.startsWith(".")) return path.posix.join(path.posix.dirname(file), specifier);
  const own = /^#(api|contract|replicate)(?:\/(.+))?$/.exec(specifier);
  if (!own) return undefined;
  return own[1] === "api" ? "src/api.ts" : `src/${own[1]}/${own[2]}.ts`;
}

const edges = sources.flatMap((file) =>
  [...readFileSync(path.join(root, file), "utf8").matchAll(importLine)].flatMap((match) => {
    const to = target(file, match[2] ?? match[3] ?? "");
    return to === undefined ? [] : [{ file, to, type: match[1] !== undefined, specifier: match[2] ?? match[3] ?? "" }];
  }),
);

const starts = (patterns: string[], file: string) => patterns.some((pattern) => new RegExp(`^${pattern}`).test(file));

it("reads the imports", () => expect(edges.length).toBeGreaterThan(20));

it("follows the arrows", () => {
  const broken = edges.filter(({ file, to, type }) => {
    const row = arrows.find(({ from }) => new RegExp(`^${from}`).test(file));
    if (!row) return true;
    const room = new RegExp(`^${row.from}`).exec(file)?.[0] ?? "";
    if (room.endsWith("/") && to.startsWith(room)) return false;
    return !(starts(row.to, to) || (type && starts(row.types ?? [], to)));
  });
  expect(broken.map(({ file, to }) => `${file} → ${to}`)).toEqual([]);
});

it("keeps pure files pure", () => {
  const impure = sources
    .filter((file) => pure.test(file))
    .flatMap((file) => {
      const text = readFileSync(path.join(root, file), "utf8");
      const found = /\bawait\b|\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\benv\b\./.exec(text);
      return found ? [`${file}: ${found[0]}`] : [];
    });
  expect(impure).toEqual([]);
});

it("imports @kobalte/core in web/ui alone", () => {
  const kobalte = sources.filter(
    (file) => !file.startsWith("web/ui/") && /from "@kobalte\/core/.test(readFileSync(path.join(root, file), "utf8")),
  );
  expect(kobalte).toEqual([]);
});

it("keeps the names of the law", () => {
  const forbidden = /(?:^|\/)(?:index|utils?|helpers?|common|misc|services?|managers?)(?:\/|\.)/;
  const misnamed = sources.filter((file) => forbidden.test(file) || !/^[a-z0-9./-]+$/.test(file));
  expect(misnamed).toEqual([]);
});

it("keeps every file under the wall of 300 lines", () => {
  const tall = [...sources, ...filesOf("test")]
    .map((file) => [file, readFileSync(path.join(root, file), "utf8").split("\n").length - 1] as const)
    .filter(([, lines]) => lines > 300);
  expect(tall).toEqual([]);
});
