import { api } from "#api";

/** What the Images service would answer: bytes of a WebP, in base64. */
type Answers = Env & { THUMBNAIL: string };

/**
 * The product with the Images service on other machines, as in production: the picture's bytes travel to it whole, and a thumbnail
 * comes back. Under Miniflare the service is sharp on the very cores that are measured.
 */
const elsewhere = (answer: string) => {
  const bytes = Uint8Array.from(atob(answer), (letter) => letter.charCodeAt(0));
  return {
    input(picture: ReadableStream<Uint8Array>) {
      const asked = {
        transform: () => asked,
        async output() {
          await new Response(picture).arrayBuffer();
          return { response: () => new Response(bytes, { headers: { "Content-Type": "image/webp" } }) };
        },
      };
      return asked;
    },
  };
};

export default {
  fetch: (request, env, context) =>
    api.fetch(request, { ...env, IMAGES: elsewhere(env.THUMBNAIL) } as unknown as Env, context),
} satisfies ExportedHandler<Answers>;
