/** Ends a command with its sentence alone: the person can mend the cause, so a stack would only hide it. */
export class Refusal extends Error {
  override name = "Refusal";
}
