import { DurableObject } from "cloudflare:workers";

/** One per style: the only writer of the statuses of its trainings and generations. */
export class StyleRoom extends DurableObject<Env> {}
