import type { TestProject } from "vitest/node";
import { startStandIn } from "../stripe/server.ts";
import { raiseSite, type Site } from "./raise.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Sells, and paints proof sheets. */
    shop: Site;
  }
}

/** A second stack, and beside it who is paid. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const stripe = await startStandIn();
  try {
    const { fell, ...shop } = await raiseSite({
      ...stripe.environment,
      CONTACT_EMAIL: "hello@example.com",
      FREE_TRAININGS: "1",
      FREE_GENERATIONS: "50",
      // The least there is: nine of them are the dearest thing a journey asks of the engine.
      PROOF_SIDE: "256",
    });
    stripe.tell(shop.url);
    project.provide("shop", shop);
    return async () => {
      await fell();
      await stripe.stop();
    };
  } catch (error) {
    await stripe.stop();
    throw error;
  }
}
