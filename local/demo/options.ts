import { parseArgs } from "node:util";
import { GENERATION } from "#contract/generation";
import { PROMPT_MAX } from "#contract/text";
import { TRAINING_STEPS } from "#contract/training";
import { Refusal } from "../refusal.ts";

export interface Options {
  help: boolean;
  images: string | undefined;
  prompt: string;
  url: string | undefined;
  token: string | undefined;
  steps: number | undefined;
  /** Width and height of the results in pixels. */
  size: number;
  count: number;
  out: string;
}

export const usage = `npm run demo [-- options]

Takes the whole way through the public API: account, style, pictures, training, new pictures.

  --images FOLDER   pictures to learn from, with captions in .txt files beside them
                    (without it: 24 pictures by an artist who never lived)
  --prompt TEXT     what to paint
  --count N         how many new pictures, 1 to 4 (4)
  --size PIXELS     width and height of the new pictures (512)
  --steps N         training steps (the site's own choice)
  --out FOLDER      where the results go (demo-output)
  --url ADDRESS     a site elsewhere (the local stack on PORT, started if need be)
  --token TOKEN     speak as an artist who is there (a new account)
`;

function whole(name: string, text: string, { min, max }: { min: number; max: number }): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new Refusal(`--${name} is "${text}", but must be a whole number from ${min} to ${max}.`);
}

const text = { type: "string" } as const;

/** Reads the command line. Throws a Refusal that names the wrong option. */
export function optionsOf(args: string[]): Options {
  let values: Partial<Record<string, string | boolean>>;
  try {
    const names = {
      images: text,
      prompt: text,
      count: text,
      size: text,
      steps: text,
      out: text,
      url: text,
      token: text,
    };
    ({ values } = parseArgs({ args, options: { ...names, help: { type: "boolean", short: "h" } }, strict: true }));
  } catch (error) {
    throw new Refusal(`${error instanceof Error ? error.message : error}\n\n${usage}`);
  }
  const given = (name: string) => {
    const value = values[name];
    return typeof value === "string" ? value : undefined;
  };
  const prompt = given("prompt")?.trim() ?? "a harbour at dusk with fishing boats";
  if (prompt.length < 1 || prompt.length > PROMPT_MAX) {
    throw new Refusal(`--prompt must have 1 to ${PROMPT_MAX} characters.`);
  }
  const steps = given("steps");
  return {
    help: values.help === true,
    images: given("images"),
    prompt,
    url: given("url"),
    token: given("token"),
    steps: steps === undefined ? undefined : whole("steps", steps, TRAINING_STEPS),
    size: whole("size", given("size") ?? "512", GENERATION.side),
    count: whole("count", given("count") ?? "4", GENERATION.count),
    out: given("out") ?? "demo-output",
  };
}
