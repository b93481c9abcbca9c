import { receive } from "../../../src/images/receive.ts";

/** Fills R2, and moves bytes with nothing of the product between, or with its parser alone. */
export default {
  async fetch(request, env, context) {
    const { pathname, searchParams } = new URL(request.url);
    const key = pathname.slice(pathname.indexOf("/", 1) + 1);
    const length = Number(request.headers.get("Content-Length"));
    switch (pathname.split("/")[1]) {
      case "fill": {
        const block = new Uint8Array(Number(searchParams.get("bytes")));
        for (let at = 0; at < block.length; at += 65_536) crypto.getRandomValues(block.subarray(at, at + 65_536));
        await env.FILES.put(key, block);
        break;
      }
      case "read": {
        const { objects } = await env.FILES.list({ prefix: key });
        const { readable, writable } = new FixedLengthStream(objects.reduce((sum, { size }) => sum + size, 0));
        const pour = async () => {
          for (const object of objects) {
            const found = await env.FILES.get(object.key);
            await found!.body.pipeTo(writable, { preventClose: true });
          }
          await writable.close();
        };
        context.waitUntil(pour());
        return new Response(readable);
      }
      case "put":
        await env.FILES.put(key, request.body);
        break;
      case "receive":
        await receive(env.FILES, key, request.body!, length);
        break;
      default:
        return new Response(null, { status: 404 });
    }
    return new Response(null, { status: 204 });
  },
} satisfies ExportedHandler<Env>;
