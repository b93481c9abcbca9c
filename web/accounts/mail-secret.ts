/** The secret of the mail's link. It leaves the address bar at once, so that neither the history nor a screenshot keeps it. */
export function takeSecret(): string {
  const secret = location.hash.slice(1);
  if (secret !== "") history.replaceState(history.state, "", location.pathname);
  return secret;
}
