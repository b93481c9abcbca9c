import Ajv, { type ErrorObject, type ValidateFunction } from "ajv";
import type { InputSchema } from "#replicate/schemas";
import { type InvalidField, webhookEvents } from "#replicate/wire";
import { invalidInput } from "./refusal.ts";

const ajv = new Ajv({
  allErrors: true,
  verbose: true,
  formats: { uri: (text: string) => URL.canParse(text), password: true },
});

const hooks = {
  webhook: { type: "string", format: "uri" },
  webhook_events_filter: { type: "array", items: { enum: webhookEvents } },
};

/** Body of POST /predictions: nothing else is allowed beside these keys; unknown keys inside `input` are. */
export function predictionBody(input: InputSchema): ValidateFunction {
  return ajv.compile({
    type: "object",
    required: ["version", "input"],
    additionalProperties: false,
    properties: { version: { type: "string" }, input, stream: { type: "boolean" }, ...hooks },
  });
}

/** Body of POST …/trainings. */
export function trainingBody(input: InputSchema): ValidateFunction {
  return ajv.compile({
    type: "object",
    required: ["destination", "input"],
    additionalProperties: false,
    properties: { destination: { type: "string" }, input, ...hooks },
  });
}

const name = { type: "string", pattern: "^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$", maxLength: 100 };
const link = { type: ["string", "null"], format: "uri" };

/** Body of POST /models. */
export const modelBody: ValidateFunction = ajv.compile({
  type: "object",
  required: ["owner", "name", "visibility", "hardware"],
  additionalProperties: false,
  properties: {
    owner: { type: "string" },
    name,
    visibility: { enum: ["public", "private"] },
    hardware: { type: "string" },
    description: { type: ["string", "null"] },
    github_url: link,
    paper_url: link,
    license_url: link,
    cover_image_url: link,
  },
});

/** Throws a 422 Refusal that names every problem. */
export function check<Body>(validate: ValidateFunction, body: unknown): Body {
  if (validate(body)) return body as Body;
  throw invalidInput((validate.errors ?? []).map(fieldOf));
}

/** The words are those of gojsonschema, which Replicate's API uses. */
function fieldOf(error: ErrorObject): InvalidField {
  const path = error.instancePath.split("/").slice(1).join(".");
  const own = path.split(".").at(-1) || "(root)";
  const found = (type: string, description: string) => ({ type, field: path, description });
  switch (error.keyword) {
    case "required":
      return found("required", `${error.params.missingProperty} is required`);
    case "additionalProperties":
      return found(
        "additional_property_not_allowed",
        `Additional property ${error.params.additionalProperty} is not allowed`,
      );
    case "enum": {
      const allowed = error.params.allowedValues.map((value: unknown) => JSON.stringify(value)).join(", ");
      return found("enum", `${own} must be one of the following: ${allowed}`);
    }
    case "minimum":
      return found("number_gte", `Must be greater than or equal to ${error.params.limit}`);
    case "maximum":
      return found("number_lte", `Must be less than or equal to ${error.params.limit}`);
    case "type":
      return found("invalid_type", `Invalid type. Expected: ${error.params.type}, given: ${typeOf(error.data)}`);
    case "format":
      return found("format", `Does not match format '${error.params.format}'`);
    default:
      return found(error.keyword, `${own} ${error.message}`);
  }
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value;
}
