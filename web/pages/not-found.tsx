import { Title } from "../ui/title.tsx";
import { NothingHere } from "./nothing-here.tsx";
import { PublicHeader } from "./public-header.tsx";

export default function NotFound() {
  return (
    <>
      <Title text="Nothing hangs here" />
      <PublicHeader />
      <main id="content">
        <NothingHere sentence="The address may be old, or a letter went missing on the way." />
      </main>
    </>
  );
}
