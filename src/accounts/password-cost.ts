/** OWASP's scrypt at 16 MB, which fits a Worker's memory. */
export const COST = { N: 2 ** 14, r: 8, p: 5 };
