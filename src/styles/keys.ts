/** Everything R2 holds of a style lies under this prefix, so that deleting it forgets nothing. */
export const stylePrefix = (styleId: string): string => `styles/${styleId}/`;
