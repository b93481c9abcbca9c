import { type InputField, type InputSchema, paintingInput, trainingInput } from "#replicate/schemas";

/** The schema of a version that paints, laid out as Cog writes it: enums apart, order in `x-order`. */
export const paintingSchema = document([paintingInput], { Output: uris("Output") });

/** The schema of the trainer: a model that is trained rather than run. */
export const trainerSchema = document([trainingInput, paintingInput], {
  Output: uris("Output"),
  TrainingOutput: {
    type: "object",
    title: "TrainingOutput",
    required: ["weights"],
    properties: { weights: { type: "string", title: "Weights", format: "uri" } },
  },
});

function uris(title: string) {
  return { type: "array", title, items: { type: "string", format: "uri" } };
}

function document(inputs: InputSchema[], others: Record<string, object>): Record<string, unknown> {
  const schemas: Record<string, object> = { ...others };
  for (const { title, type, required, properties } of inputs) {
    const fields = Object.entries(properties).map(([name, field], order) => {
      if (field.enum) schemas[name] = { enum: field.enum, type: "string", title: name, description: "An enumeration." };
      return [name, fieldOf(name, field, order)] as const;
    });
    schemas[title] = {
      type,
      title,
      ...(required.length > 0 && { required }),
      properties: Object.fromEntries(fields),
    };
  }
  return { openapi: "3.0.2", info: { title: "Cog", version: "0.1.0" }, paths: {}, components: { schemas } };
}

function fieldOf(name: string, field: InputField, order: number): object {
  const { enum: values, type, ...rest } = field;
  if (values) return { allOf: [{ $ref: `#/components/schemas/${name}` }], ...rest, "x-order": order };
  const title = name.replace(/(?:^|_)(\w)/g, (_, letter: string) => ` ${letter.toUpperCase()}`).trim();
  const secret = field.format === "password" ? { "x-cog-secret": true } : {};
  return { type, title, ...rest, "x-order": order, ...secret };
}
