// Points from a marked stretch of the text to its events, and back.
for (const reader of document.querySelectorAll(".reader")) {
  const spans = [...reader.querySelectorAll(".s")];
  const cards = new Map([...reader.querySelectorAll(".card")].map((card) => [card.dataset.e, card]));

  const point = (events, scroll) => {
    reader.classList.toggle("pointed", events.length > 0);
    for (const span of spans) span.classList.toggle("on", span.dataset.e.split(" ").some((one) => events.includes(one)));
    for (const [event, card] of cards) card.classList.toggle("on", events.includes(event));
    if (scroll && events.length) {
      const list = reader.querySelector(".cards");
      const card = cards.get(events[0]);
      if (list.scrollHeight > list.clientHeight) list.scrollTop = card.offsetTop - list.offsetTop - 8;
    }
  };
  // The event that a stretch tells, not all that it is a part of, where it tells one.
  const eventsOf = (span) => {
    const told = span.getAttribute("aria-describedby");
    return told ? told.split(" ").map((one) => one.replace("card-", "")) : span.dataset.e.split(" ");
  };
  for (const span of spans) {
    span.addEventListener("mouseenter", () => point(eventsOf(span), true));
    span.addEventListener("mouseleave", () => point([], false));
    span.addEventListener("focus", () => point(eventsOf(span), true));
    span.addEventListener("blur", () => point([], false));
    const go = () => cards.get(eventsOf(span)[0])?.scrollIntoView({ block: "nearest" });
    span.addEventListener("click", go);
    span.addEventListener("keydown", (pressed) => {
      if (pressed.key === "Enter" || pressed.key === " ") { pressed.preventDefault(); go(); }
    });
  }
  for (const [event, card] of cards) {
    card.addEventListener("mouseenter", () => point([event], false));
    card.addEventListener("mouseleave", () => point([], false));
    card.addEventListener("focusin", () => point([event], false));
  }
  const named = location.hash.slice(1);
  if (cards.has(named)) { cards.get(named).classList.add("on"); point([named], true); }
}
