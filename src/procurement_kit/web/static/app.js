// Follows the making of documents without reloading the page; without scripts the page reloads itself.
const PAUSE = 2000;

async function follow() {
  try {
    const answer = await fetch(location.href, { cache: "no-store" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const [here, there] = [document, page].map((part) => part.querySelector("[data-follow]"));
    if (!there) {
      location.reload();
      return;
    }
    here.replaceChildren(...there.childNodes);
  } catch {
    // The server may be restarting; the next attempt will tell.
  }
  setTimeout(follow, PAUSE);
}

setTimeout(follow, PAUSE);
