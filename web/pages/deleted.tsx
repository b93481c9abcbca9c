import { A, useParams, useSearchParams } from "@solidjs/router";
import { wasSignedIn } from "../accounts/session.ts";
import { api } from "../api.ts";
import { Deletion } from "../leaving/deletion.tsx";
import { buttonLook } from "../ui/button.tsx";
import { Title } from "../ui/title.tsx";
import { PublicHeader } from "./public-header.tsx";

/** Needs no sign-in with the link of a deleted account; a style's is its artist's alone. */
export default function Deleted() {
  const params = useParams<{ id: string }>();
  const [link] = useSearchParams<{ expires?: string; signature?: string }>();
  const read = () =>
    link.signature && link.expires
      ? api.openErasure(params.id, { expires: link.expires, signature: link.signature })
      : api.erasure(params.id);
  return (
    <>
      <Title text="Deletion" />
      <PublicHeader />
      <main id="content" class="mx-auto w-full max-w-160 px-4 pt-6 pb-24">
        <Deletion read={read} />
        <A href={link.signature || !wasSignedIn() ? "/" : "/dashboard"} class={`mt-8 ${buttonLook()}`}>
          {link.signature || !wasSignedIn() ? "Back to the start" : "Back to the studio"}
        </A>
      </main>
    </>
  );
}
