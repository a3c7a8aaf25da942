"""The sentence machinery of the story grammar: characters, choices, quotes, openings, endings.

The plots themselves are in plots.py.  A story is a pure function of its seed.
"""

import random

import lexicon as lx

PRONOUNS = {"he": ("he", "him", "his"), "she": ("she", "her", "her"), "they": ("they", "them", "their")}


def cap(text: str) -> str:
    """First letter upper case, the rest unchanged (str.capitalize would lower the names)."""
    return text[0].upper() + text[1:]


def an(phrase: str) -> str:
    """The phrase with its indefinite article."""
    return ("an " if phrase[0] in "aeiou" else "a ") + phrase


class Who:
    """A character or a pair of characters, with everything a sentence needs to agree with it."""

    def __init__(self, story, name, intro, pronoun, names=None, kind=""):
        self.story = story
        self.n = name  # how later sentences call the character: "Tom", "the cat", "Tom and Mia"
        self.intro = intro  # first mention: "a little boy named Tom"
        self.kind = kind
        self.names = names or [name]
        self.plural = pronoun == "they"
        self.he, self.him, self.his = PRONOUNS[pronoun]
        self.N, self.He, self.His = cap(name), cap(self.he), cap(self.his)
        self.Intro = cap(intro)
        self.was = "were" if self.plural else "was"
        self.exists = "were" if intro.startswith("two ") else "was"  # "there was a boy named Tom and a girl named Mia"
        self.siblings = False
        self.I, self.me, self.my = ("we", "us", "our") if self.plural else ("I", "me", "my")
        self.Im = "we are" if self.plural else "I am"
        self.self = {"he": "himself", "she": "herself", "they": "themselves"}[pronoun]
        self.named = not name.startswith("the ")

    @property
    def S(self):
        """Subject at the start of a sentence: mostly the pronoun, often the name."""
        return self.N if self.story.rng.random() < 0.4 else self.He

    @property
    def s(self):
        """The same inside a sentence."""
        return self.n if self.story.rng.random() < 0.3 else self.he

    def family(self, word: str) -> str:
        """A relative of the character: "his mom"; of a pair of friends only one has that mom."""
        return f"{self.names[0]}'s {word}" if self.plural and not self.siblings else f"{self.his} {word}"

    def with_(self, other) -> str:
        """The character together with another: "Tom and the owl", "Tom, Mia, and the owl"."""
        return ", ".join(self.names) + f", and {other.n}" if self.plural else f"{self.n} and {other.n}"

    def With(self, other) -> str:
        return cap(self.with_(other))

    @property
    def one(self):
        """Whoever speaks: one of a pair, or the only one."""
        return self.story.pick(self.names)


class Story:
    """Collects sentences; every choice goes through `pick`, so that the seed decides all."""

    def __init__(self, seed: int):
        self.rng = random.Random(seed)
        self.sentences: list[str] = []
        self.used: set[str] = set()
        self.place = self.pick(lx.PLACES)
        self.day = self.pick(lx.DAYS)
        self.hero = self._hero()

    # Choices ---------------------------------------------------------------------------------

    def pick(self, options, skew: float = 0.6):
        """One option; earlier ones are somewhat more likely (weight 1 / rank ** skew)."""
        weights = [1.0 / (i + 1) ** skew for i in range(len(options))]
        return self.rng.choices(options, weights)[0]

    def fresh(self, options):
        """One option that this story has not used yet."""
        choice = self.pick([o for o in options if o not in self.used])
        self.used.add(choice)
        return choice

    def chance(self, p: float) -> bool:
        return self.rng.random() < p

    def say(self, *options: str) -> None:
        """Append one of the given sentences."""
        self.sentences.append(cap(self.pick(options)))

    def maybe(self, p: float, *options: str) -> None:
        """Append one of the given sentences, or nothing."""
        if self.chance(p):
            self.say(*options)

    # Characters ------------------------------------------------------------------------------

    def child(self) -> Who:
        girl = self.chance(0.5)
        name = self.fresh(lx.GIRLS if girl else lx.BOYS)
        kind = "girl" if girl else "boy"
        return Who(
            self, name, f"{an(self.pick(lx.CHILD_ADJS))} {kind} named {name}", "she" if girl else "he", kind=kind
        )

    def animal(self, kinds=lx.ANIMALS, adjs=lx.PET_ADJS, p_named=0.5) -> Who:
        kind = self.fresh(kinds)
        girl = self.chance(0.5)
        adj = self.pick(adjs)
        if kind in lx.BABIES and adj in ("old", "wise", "big"):
            adj = "small"
        intro = f"{an(adj)} {kind}"
        pronoun = "she" if girl else "he"
        if not self.chance(p_named):
            return Who(self, f"the {kind}", intro, pronoun, kind=kind)
        pool = lx.PET_NAMES if self.chance(0.3) else lx.GIRLS if girl else lx.BOYS
        name = self.fresh(pool)
        return Who(self, name, f"{intro} named {name}", pronoun, kind=kind)

    def pair(self) -> Who:
        """Two friends, or brother and sister."""
        a = self.animal(p_named=1.0) if self.chance(0.2) else self.child()
        b = self.child()
        both = f"{a.n} and {b.n}"
        kin = {"boy": "brother", "girl": "sister"}
        intros = [f"{an(a.kind)} named {a.n} and {an(b.kind)} named {b.n}"]
        if a.kind in kin:
            intros = [f"two friends named {both}", *intros, f"{an(a.kind)} named {a.n} and {a.his} {kin[b.kind]} {b.n}"]
        intro = self.pick(intros)
        who = Who(self, both, intro, "they", names=[a.n, b.n])
        who.siblings = "sister" in intro or "brother" in intro
        return who

    def _hero(self) -> Who:
        r = self.rng.random()
        return self.child() if r < 0.42 else self.animal() if r < 0.76 else self.pair()

    def helper(self, kinds=lx.GATHERERS) -> Who:
        return self.animal(kinds, lx.HELPER_ADJS, p_named=0.3)

    def parent(self) -> Who:
        """A grown-up of the hero's family."""
        word = self.pick(["mom", "dad", "grandma", "grandpa"])
        name = self.hero.family(word)
        return Who(self, name, name, "she" if word in ("mom", "grandma") else "he", kind=word)

    def anyone(self, kinds=lx.WISE) -> Who:
        """Someone who can give advice: a grown-up or a wise animal."""
        return self.parent() if self.chance(0.5) else self.helper(kinds)

    # Phrases ---------------------------------------------------------------------------------

    def thing(self, nouns=lx.TOYS) -> tuple[str, str]:
        """A possession: (adjective and noun, noun)."""
        noun = self.fresh(nouns)
        return f"{self.pick(lx.COLORS + lx.LOOKS[:5])} {noun}", noun

    def quote(self, who: str, words: str, *more: str) -> str:
        """Direct speech, said before or after; `more` is a second part of the same speech."""
        verb = (
            "asked"
            if words.endswith("?")
            else self.pick(["said", "cried", "shouted"])
            if words.endswith("!")
            else "said"
        )
        if not more and self.chance(0.3):
            return f'{cap(who)} {verb}, "{words}"'
        spoken = words[:-1] + "," if words.endswith(".") else words
        tail = f' "{more[0]}"' if more else ""
        return f'"{spoken}" {verb} {who}.{tail}'

    def meet(self, other: Who) -> None:
        """The hero comes across another character."""
        h = self.hero
        self.say(
            f"Then {h.he} saw {other.intro}.",
            f"Soon {h.he} met {other.intro}.",
            f"Just then, {other.intro} came by.",
            f"{other.Intro} was sitting nearby.",
            f"On the way, {h.n} met {other.intro}.",
        )

    # Openings and endings --------------------------------------------------------------------

    def open(self, starts, traits, day=None) -> None:
        """Introduce the hero.  `starts` and `traits` are verb phrases in the past tense."""
        h = self.hero
        start, trait = self.pick(starts), self.pick(traits)
        day = day or self.day
        part = self.pick(lx.PARTS)
        there = f"there {h.exists}"
        home = self.pick(lx.HOMES)
        then = self.pick(["One day,", f"One {day} {part},", f"One {part},", "One day,"])
        first = h.n if h.named else h.intro  # an unnamed animal needs its introduction
        style = self.rng.choices(range(10), [24, 12, 18, 12, 10, 7, 6, 5, 5, 6])[0]
        if style == 0:
            self.say(f"Once upon a time, {there} {h.intro}.")
            self.say(f"{h.S} {trait}.", f"{h.He} lived {home}.", f"{h.N} {trait}.")
            self.say(f"{then} {h.s} {start}.")
        elif style == 1:
            self.say(f"Once upon a time, {h.intro} lived {home}.")
            self.maybe(0.7, f"{h.S} {trait}.")
            self.say(f"{then} {h.s} {start}.")
        elif style == 2:
            self.say(f"One day, {h.intro} {start}.")
        elif style == 3:
            if h.siblings:
                self.say(f"{h.N} lived {home}.")
            elif h.plural:
                self.say(f"{h.N} were good friends.", f"{h.N} were best friends.", f"{h.N} lived {home}.")
            elif h.named:
                self.say(
                    f"{h.N} was {h.intro.split(' named ')[0]}.",
                    f"{h.N} was {h.intro.split(' named ')[0]} who lived {home}.",
                )
            else:
                self.say(f"{h.Intro} lived {home}.")
            self.maybe(0.8, f"{h.He} {trait}.")
            self.say(f"{then} {h.s} {start}.")
        elif style == 4:
            self.say(f"One {day} {part}, {first} {start}.")
        elif style == 5:
            self.say(f"There once {h.exists} {h.intro} who {trait}.")
            self.say(f"{then} {h.s} {start}.")
        elif style == 6:
            self.say(f"{cap(home)} lived {h.intro}.")
            self.say(f"{h.S} {trait}.")
            self.say(f"{then} {h.s} {start}.")
        elif style == 7:
            self.say(f"It was a {day} {part}.")
            self.say(f"{cap(first)} {start}.")
        elif style == 8:
            self.say(f"{h.Intro} {start}.")
        else:
            self.say(f"{cap(first)} {trait}.")
            self.say(f"{then} {h.s} {start}.")

    def end(self, *lessons: str, away: bool = True) -> None:
        """Close the story: a lesson of the plot, a general happy ending, or both.

        `away`: the hero is not at home or in bed, so that going home makes sense.
        """
        h = self.hero
        happy = [f"{h.N} {h.was} very happy.", f"{h.N} never forgot that day."]
        if away:
            happy.insert(0, f"{h.N} went home with a big smile.")
            happy += ["It was the best day ever.", f"That night, {h.n} slept very well.", f"{h.N} smiled all day long."]
        which = self.rng.choices(("both", "lesson", "happy"), [4, 5, 2])[0]
        if which != "lesson":
            self.say(*happy)
        if which != "happy":
            self.say(*lessons)
        self.maybe(0.12, "The end.")

    def text(self) -> str:
        return " ".join(self.sentences)
