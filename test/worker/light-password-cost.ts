/** Takes the place of src/accounts/password-cost.ts where tests sign in by the dozen. */
export const COST = { N: 2 ** 8, r: 8, p: 1 };
