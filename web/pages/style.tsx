import { Title } from "../ui/title.tsx";
import { TopBar } from "./top-bar.tsx";

export default function Dashboard() {
  return (
    <>
      <Title text="Dashboard" />
      <TopBar />
    </>
  );
}
