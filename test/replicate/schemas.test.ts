import Ajv from "ajv";
import { describe, expect, it } from "vitest";
import {
  aspectRatios,
  aspectSizes,
  defaultsOf,
  type InputField,
  type InputSchema,
  paintingInput,
  SIDE_STEP,
  trainingInput,
} from "#replicate/schemas";

const schemas: InputSchema[] = [trainingInput, paintingInput];
const fields = (schema: InputSchema): [string, InputField][] => Object.entries(schema.properties);

describe.each(schemas)("$title", (schema) => {
  it("is a JSON Schema", () => {
    const ajv = new Ajv({ strict: true, formats: { uri: true, password: true } });
    expect(ajv.validateSchema(schema)).toBe(true);
    expect(() => ajv.compile(schema)).not.toThrow();
  });

  it("has defaults that keep its own ranges", () => {
    const validate = new Ajv({ formats: { uri: true, password: true } }).compile({ ...schema, required: [] });
    expect(validate(defaultsOf(schema)), JSON.stringify(validate.errors)).toBe(true);
  });

  it("requires only fields it has", () => {
    for (const name of schema.required) expect(fields(schema).map(([known]) => known)).toContain(name);
  });
});

it("keeps the trainer's facts", () => {
  expect(Object.keys(trainingInput.properties)).toHaveLength(24);
  expect(trainingInput.properties.steps).toMatchObject({ default: 1000, minimum: 3, maximum: 6000 });
  expect(defaultsOf(trainingInput)).toMatchObject({ trigger_word: "TOK", autocaption: true, learning_rate: 0.0004 });
});

it("keeps a FLUX version's facts", () => {
  expect(Object.keys(paintingInput.properties)).toHaveLength(21);
  expect(Object.keys(paintingInput.properties)).not.toContain("negative_prompt");
  expect(defaultsOf(paintingInput)).toEqual({
    aspect_ratio: "1:1",
    prompt_strength: 0.8,
    model: "dev",
    num_outputs: 1,
    num_inference_steps: 28,
    guidance_scale: 3,
    output_format: "webp",
    output_quality: 80,
    disable_safety_checker: false,
    go_fast: false,
    megapixels: "1",
    lora_scale: 1,
    extra_lora_scale: 1,
  });
});

it("has a size near one megapixel for every named shape", () => {
  expect(Object.keys(aspectSizes).sort()).toEqual(aspectRatios.filter((ratio) => ratio !== "custom").sort());
  for (const [ratio, { width, height }] of Object.entries(aspectSizes)) {
    const [across = 0, down = 1] = ratio.split(":").map(Number);
    expect((width % SIDE_STEP) + (height % SIDE_STEP), ratio).toBe(0);
    expect(Math.abs(Math.log((width * height) / 2 ** 20)), ratio).toBeLessThan(0.1);
    expect(Math.abs(Math.log(width / height / (across / down))), ratio).toBeLessThan(0.06);
  }
});
