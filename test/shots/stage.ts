import { raiseSite } from "../journeys/raise.ts";
import { startStandIn } from "../stripe/server.ts";

export const OPERATOR = "operator@example.com";

/** What the pages are shown on: a stack of its own that sells, has an operator, and whose first training fails. */
export async function raiseStage() {
  const stripe = await startStandIn();
  const site = await raiseSite({
    ...stripe.environment,
    CONTACT_EMAIL: "hello@example.com",
    OPERATORS: OPERATOR,
    FREE_TRAININGS: "12",
    // Each window signs in by itself.
    SIGN_INS_PER_ADDRESS: "1000",
    SIGN_INS_PER_NETWORK: "1000",
    ENGINE_MISCHIEF: JSON.stringify({ failures: [{ failure: "memory", kind: "training", begun: true }] }),
  });
  stripe.tell(site.url);
  return {
    ...site,
    fell: async () => {
      await site.fell();
      await stripe.stop();
    },
  };
}
