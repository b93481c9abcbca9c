/** Pages that anybody may see and search engines may list, in the order of the sitemap. */
export const publicPages = ["/", "/pricing", "/register", "/login", "/terms", "/privacy"] as const;

/** What only an artist sees of their own: nothing for a crawler to fetch. */
export const privatePaths = [
  "/api/",
  "/files/",
  "/dashboard",
  "/styles",
  "/generate",
  "/credits",
  "/deleted/",
  "/gallery",
  "/settings",
] as const;
