"""The plots: each function fills one story, sentence by sentence.

Everything is told in the past tense, so that only "was" and "were" must agree in number.
"""

import lexicon as lx
from grammar import Story, an, cap


def lost_and_found(s: Story) -> None:
    h, p = s.hero, s.place
    long, toy = s.thing()
    o = s.helper()
    s.open(
        [f"went {p.to} with {h.his} {long}", f"took {h.his} {long} {p.to}", f"played {p.at} with {h.his} {long}"],
        [
            f"had a {long}" if long[0] not in "aeiou" else f"had an {long}",
            f"loved {h.his} {long}",
            f"took {h.his} {long} everywhere",
        ],
    )
    s.say(
        f"But when it was time to go home, the {toy} was gone.",
        f"After a while, {h.s} looked down and the {toy} was gone.",
        f"But then {h.he} could not find the {toy}.",
    )
    s.say(
        f"{h.S} felt very sad.",
        f"{h.N} began to cry.",
        f"{h.N} {h.was} worried.",
        s.quote(h.one, f"Oh no! Where is {h.my} {toy}?"),
    )
    a, b = s.fresh(p.spots), s.fresh(p.spots)
    s.say(
        f"{h.S} looked {a}, but it was not there.",
        f"{h.S} looked {a} and {b}, but the {toy} was not there.",
        f"First {h.he} looked {a}. Nothing!",
    )
    s.meet(o)
    s.say(
        s.quote(o.n, "Why are you so sad?"),
        s.quote(o.n, "What is wrong?"),
        s.quote(h.one, f"Have you seen {h.my} {toy}?"),
    )
    s.maybe(
        0.7,
        s.quote(h.one, f"I lost {h.my} {long}.", "Can you help me?")
        if not h.plural
        else s.quote(h.one, f"We lost our {long}.", "Can you help us?"),
    )
    s.say(
        s.quote(o.n, "Do not worry.", "Let us look together."),
        s.quote(o.n, "I will help you."),
        f"{o.N} wanted to help.",
    )
    c = s.fresh(p.spots)
    s.say(
        f"They looked and looked, and at last they found the {toy} {c}.",
        f"{o.N} looked {c}, and there was the {toy}!",
        f"Soon {o.n} saw something {long.split()[0]} {c}. It was the {toy}!",
    )
    s.say(
        s.quote(h.one, "Thank you so much!"),
        f"{h.N} gave {o.n} a big hug.",
        s.quote(h.one, "You are a good friend.", "Thank you!"),
    )
    s.end(
        f"From that day on, {h.with_(o)} were friends.",
        f"After that, {h.s} always took good care of the {toy}.",
        f"Then they all played with the {toy} together.",
        f"{h.N} learned that it is good to ask for help.",
    )


def stuck(s: Story) -> None:
    h, p = s.hero, s.place
    tree = s.chance(0.6)
    long, toy = s.thing(lx.FLYERS)
    o = s.helper(lx.CLIMBERS if tree else lx.SWIMMERS)
    where = "in a tall tree" if tree else "in the water"
    s.open(
        [
            f"played {p.at} with {h.his} {long}",
            f"went {p.to} to play with {h.his} {long}",
            f"ran outside with {h.his} {long}",
        ],
        [f"had {an(long)}", f"loved to play with {h.his} {long}", "loved to play outside", "liked windy days"],
    )
    s.say(
        f"A strong wind came and took the {toy} away.",
        f"Suddenly, the wind blew hard and the {toy} flew away.",
        f"The {toy} went up, up, up into the air.",
    )
    s.say(f"It landed {where}.", f"It came down {where}.", f"Oh no! It was {where} now.")
    if tree:
        s.say(
            f"{h.S} jumped, but the tree was too tall.",
            f"{h.S} tried to climb, but {h.he} fell down.",
            f"{h.S} shook the tree, but the {toy} did not fall.",
            f"{h.S} threw a stick, but it did not help.",
        )
    else:
        s.say(
            f"{h.S} used a long stick, but it was too short.",
            f"The water was deep, and {h.s} could not swim.",
            f"{h.S} waited, but the {toy} only went farther away.",
            f"{h.S} tried to reach it, but it was too far.",
        )
    s.say(
        f"{h.N} sat down and felt sad.",
        s.quote(h.one, f"I want {h.my} {toy} back!" if not h.plural else f"We want our {toy} back!"),
        f"{h.S} did not know what to do.",
    )
    s.meet(o)
    s.say(
        s.quote(o.n, "Can I help you?"),
        s.quote(h.one, f"Please help {h.me}!"),
        s.quote(h.one, f"Can you get {h.my} {toy}?"),
    )
    s.maybe(
        0.5,
        s.quote(o.n, "Yes, that is easy for me."),
        s.quote(o.n, "Of course I can."),
        s.quote(o.n, "I am a good climber." if tree else "I am a good swimmer."),
    )
    if tree:
        s.say(
            f"{o.N} went up the tree and got the {toy}.",
            f"{o.N} climbed to the top and dropped the {toy} down.",
            f"Up and up went {o.n}, and soon {o.he} had the {toy}.",
        )
    else:
        s.say(
            f"{o.N} jumped into the water and got the {toy}.",
            f"{o.N} swam to the {toy} and pushed it back.",
            f"Splash! {o.N} swam fast, and soon {o.he} had the {toy}.",
        )
    s.say(
        s.quote(h.one, f"Thank you, {o.n if o.named else 'my friend'}!"),
        f"{h.N} clapped and laughed.",
        s.quote(h.one, "You are so brave!"),
    )
    s.end(
        f"They played with the {toy} until the sun went down.",
        f"From then on, {h.with_(o)} played together every day.",
        f"{h.N} shared {an(s.pick(lx.FOODS))} with {o.n} to say thank you.",
        f"{h.N} learned that even a small friend can be a big help.",
    )


def sharing(s: Story) -> None:
    h, p = s.hero, s.place
    food = s.fresh(lx.FOODS)
    adj = s.pick(["big", "sweet", "yummy", "fresh"])
    o = s.helper(lx.ANIMALS)
    s.open(
        [
            f"had {an(adj)} {food} for lunch",
            f"went {p.to} with {an(adj)} {food}",
            f"sat {p.at} to eat {an(adj)} {food}",
        ],
        [
            f"loved to eat {food}s" if food != "peach" and food != "sandwich" else f"loved to eat {food}es",
            "was always hungry" if not h.plural else "were always hungry",
            "loved good food",
        ],
    )
    s.meet(o)
    s.say(
        f"{o.N} looked at the {food} with big eyes.",
        f"{o.N} looked very hungry.",
        f"{o.N} had no food at all.",
        f"{o.N} looked sad and tired.",
    )
    s.say(
        s.quote(o.n, "I am so hungry.", "May I have a bite?"),
        s.quote(o.n, f"Can I have some of your {food}?"),
        s.quote(o.n, "I have nothing to eat today."),
    )
    s.say(
        f"At first, {h.n} did not want to share.",
        s.quote(h.one, f"No, it is {'mine' if not h.plural else 'ours'}!"),
        f"{h.N} held the {food} close.",
        f"{h.N} thought about it for a while.",
    )
    s.maybe(
        0.6,
        f"{o.N} began to walk away.",
        f"{o.N} looked down and did not say a word.",
        f"A tear fell from the eye of {o.n}.",
    )
    s.say(
        f"Then {h.n} felt bad.",
        f"But {h.n} had a kind heart.",
        f"Then {h.n} remembered what {h.family('mom')} said about sharing.",
    )
    s.say(
        s.quote(h.one, "Wait! We can share."),
        s.quote(h.one, "I am sorry.", "Please have some."),
        s.quote(h.one, "Here, you can have half."),
    )
    s.say(
        f"{h.S} cut the {food} in two and gave one piece to {o.n}.",
        f"{h.S} gave half of the {food} to {o.n}.",
        f"So they sat down and ate the {food} together.",
    )
    s.say(
        s.quote(o.n, "Thank you! You are very kind."),
        f"{o.N} smiled and ate it all up.",
        s.quote(o.n, f"This is the best {food} ever!"),
    )
    s.maybe(
        0.5,
        f"The next day, {o.n} came back with a bag of nuts for {h.n}.",
        f"After lunch, they went to {s.pick(lx.FUN)}.",
        "It tasted even better than before.",
    )
    s.end(
        f"{h.N} learned that sharing makes food taste better.",
        "From that day on, they shared everything.",
        f"{h.With(o)} became good friends.",
        f"{h.N} felt warm and happy inside.",
    )


def bad_weather(s: Story) -> None:
    h, p = s.hero, s.place
    fun, inside = s.fresh(lx.FUN), s.fresh(lx.INDOOR)
    w = s.pick(lx.WEATHERS)
    s.open(
        [f"wanted to go {p.to}", f"got ready to {fun} {p.at}", f"went {p.to} to {fun}"],
        ["loved to play outside", f"loved to {fun}", "liked the sun very much", f"went {p.to} every day"],
    )
    s.say(f"But then {w.comes}.", f"Suddenly, {w.comes}.", f"But {w.comes}.")
    s.say(f"{w.does}.")
    if " went " in s.sentences[-3]:  # already outside
        s.say(f"{h.N} had to run home.", f"So {h.n} ran back to the house.")
    s.say(
        f"{h.N} looked out of the window and felt sad.",
        s.quote(h.one, "This is not fair!"),
        s.quote(h.one, f"Now {h.I} cannot {fun}."),
        f"{h.S} {h.was} so sad that {h.he} wanted to cry.",
    )
    o = s.parent() if s.chance(0.6) else s.helper(lx.ANIMALS)
    if o.kind not in ("mom", "dad", "grandma", "grandpa"):
        s.say(f"Then {o.intro} knocked at the door.", f"Then {h.his} friend came in. It was {o.intro}.")
    s.say(
        s.quote(o.n, "Do not be sad.", f"We can {inside}."),
        s.quote(o.n, "I have an idea!", f"Let us {inside}."),
        s.quote(o.n, f"Why don't we {inside}?"),
    )
    s.say(
        f"{h.N} liked the idea.",
        s.quote(h.one, "Yes, please!"),
        s.quote(h.one, "That sounds like fun!"),
        f"{h.S} jumped up and down.",
    )
    s.say(
        f"So they began to {inside}.",
        "They had so much fun that they forgot the time.",
        "They laughed and laughed.",
        "It was warm and cozy inside.",
    )
    s.say(f"After a while, {w.after}.", f"At last, {w.after}.", f"Later, {w.after}.")
    s.say(
        f"{h.N} ran outside to {fun}.",
        s.quote(h.one, "Look! It is so pretty."),
        f"Now {h.n} could go {p.to} after all.",
        f"But {h.n} did not want to stop playing inside.",
    )
    s.end(
        f"{h.N} learned that any day can be a good day.",
        f"Now {h.n} liked {s.pick(['rainy days', 'every kind of day', 'days at home'])} too.",
        f"It was a very good day for {h.with_(o)}.",
        f"{h.With(o)} had hot milk and went to bed.",
        away=False,
    )


def learning(s: Story) -> None:
    h = s.hero
    k = s.pick(lx.SKILLS)
    o = s.anyone()
    s.open(
        [
            f"wanted to learn to {k.do}",
            f"saw a friend {k.do} and wanted to try too",
            f"tried to {k.do} for the first time",
        ],
        ["loved to try new things", f"wanted to {k.do} more than anything", "liked to learn", f"could not {k.do} yet"],
    )
    s.say(
        f"But it was very hard, and {h.s} {k.fail}.",
        f"{h.S} tried, but {h.he} {k.fail}.",
        f"It looked easy, but {h.s} {k.fail}.",
    )
    s.say(
        s.quote(h.one, f"{cap(h.I)} will never learn this!"),
        s.quote(h.one, f"{cap(h.I)} cannot do it."),
        f"{h.N} wanted to give up.",
        f"{h.N} sat down and cried.",
    )
    if o.kind in ("mom", "dad", "grandma", "grandpa"):
        s.say(f"{o.N} saw this and came to help.", f"{o.N} sat down next to {h.him}.", f"{o.N} gave {h.him} a hug.")
    else:
        s.meet(o)
    s.say(
        s.quote(o.n, "Do not give up.", f"{k.hint}."),
        s.quote(o.n, f"{k.hint}.", "You can do it!"),
        s.quote(o.n, "It takes time to learn.", f"{k.hint}."),
    )
    s.say(
        f"So {h.n} tried again.",
        f"{h.N} took a deep breath and tried again.",
        s.quote(h.one, "Okay, I will try again." if not h.plural else "Okay, we will try again."),
        f"{h.N} nodded and stood up.",
    )
    s.say(
        "The second time was a little better.",
        f"{h.S} tried again and again.",
        f"Every day, {h.s} tried for a little while.",
        f"It was still hard, but {h.s} did not stop.",
    )
    s.say(f"At last, {h.s} {k.done}!", f"Then one day, {h.n} {k.done}!", f"And then it happened. {h.N} {k.done}!")
    s.say(
        s.quote(h.one, f"{cap(h.I)} did it!"),
        s.quote(h.one, f"Look! {cap(h.I)} can {k.do}!"),
        s.quote(o.n, "I am so proud of you."),
        f"{o.N} clapped and cheered.",
    )
    s.end(
        f"{h.N} {h.was} proud and happy.",
        f"{h.N} learned to never give up.",
        f"Now {h.n} could {k.do} every day.",
        f"Soon {h.n} helped other friends to learn it too.",
    )


def night_noise(s: Story) -> None:
    h = s.hero
    z = s.pick(lx.NOISES)
    s.open(
        [
            "could not sleep",
            "went to bed early",
            "lay in bed in the dark",
            "was all ready for bed" if not h.plural else "were all ready for bed",
        ],
        [
            "did not like the dark",
            "was a little afraid of the dark" if not h.plural else "were a little afraid of the dark",
            "liked to sleep with the light on",
        ],
        day=s.pick(["dark", "cold", "windy"]),
    )
    s.sentences = [
        t.replace(" morning,", " night,")
        .replace(" afternoon,", " night,")
        .replace(" day,", " night,")
        .replace("morning.", "night.")
        .replace("afternoon.", "night.")
        .replace(" day.", " night.")
        for t in s.sentences
    ]
    s.say(
        f"Suddenly, {h.s} heard {z.sound}.",
        f"Then there was {z.sound}.",
        f"In the middle of the night, {h.s} heard {z.sound}.",
    )
    s.say(
        s.quote(h.one, "What was that?"),
        s.quote(h.one, "Is it a monster?"),
        f"{h.S} pulled the blanket over {h.his} head.",
        f"{h.N} {h.was} very scared.",
    )
    s.say(
        "The sound came again.", f"{h.S} held {h.his} teddy bear very close.", f"{h.His} heart went boom, boom, boom."
    )
    if s.chance(0.5):
        o = s.parent()
        s.say(f"{h.N} called for {o.n}.", f"{h.S} ran to {o.n}.")
        s.say(
            s.quote(o.n, "Do not be afraid.", "Let us look together."),
            s.quote(o.n, "Come with me.", "We will find out."),
            s.quote(o.n, "There are no monsters here."),
        )
        s.say("They took a lamp and went to look.", "They walked slowly, hand in hand.")
    else:
        s.say(
            f"But {h.s} wanted to be brave.",
            f"Then {h.s} took a deep breath.",
            s.quote(h.one, f"{cap(h.Im)} not afraid!"),
        )
        s.say(
            f"{h.S} took a small lamp and went to look.",
            f"Step by step, {h.s} went to see what it was.",
            f"{h.S} got up and turned on the light.",
        )
    s.say(
        f"It was only {z.cause}.",
        f"And what was it? It was {z.cause}!",
        f"There was no monster. It was just {z.cause}.",
    )
    s.say(f"{h.N} {z.comfort}.", f"{h.N} {z.comfort} and felt much better.", s.quote(h.one, "How silly!"))
    s.say(
        f"Then {h.n} went back to bed and fell asleep.",
        f"Soon {h.n} {h.was} fast asleep.",
        f"{h.N} closed {h.his} eyes and had sweet dreams.",
    )
    s.end(
        f"{h.N} {h.was} not afraid of the dark any more.",
        f"{h.N} learned that scary things can be small things.",
        f"After that, {h.s} always looked before {h.he} got scared.",
        "The night was quiet again.",
        away=False,
    )


def hurt_animal(s: Story) -> None:
    h, p = s.hero, s.place
    o = s.animal([k for k in lx.HURT if k != h.kind], ["little", "small", "tiny", "young"], p_named=0.0)
    part = "wing" if o.kind in ("bird", "duck", "owl") else "leg"
    s.open(
        [f"found {o.intro} {p.at}", f"walked {p.to} and saw {o.intro}", f"heard a small cry {p.at}"],
        [
            "loved all animals",
            "was kind to everyone" if not h.plural else "were kind to everyone",
            f"liked to walk {p.at}",
        ],
    )
    if f"{o.intro}" not in " ".join(s.sentences):
        s.say(f"It was {o.intro}.")
    s.say(
        f"It had a hurt {part}.",
        f"Its {part} was hurt, and it could not {'fly' if part == 'wing' else 'walk'}.",
        f"It was cold and scared, and its {part} was hurt.",
    )
    s.say(
        s.quote(h.one, f"Poor little {o.kind}!"),
        s.quote(h.one, "Do not be afraid.", f"{cap(h.I)} will help you."),
        f"{h.N} wanted to help.",
    )
    s.say(
        f"{h.S} picked up {o.n} and took it home.",
        f"{h.S} put {o.n} in a soft box and carried it home.",
        f"Very gently, {h.s} carried {o.n} home.",
    )
    g = s.parent()
    s.say(
        f"{g.N} put a bandage on its {part}.",
        s.quote(g.n, "It needs food and rest."),
        f"{g.N} helped to make a warm bed for it.",
    )
    s.say(
        f"Every day, {h.n} gave it water and food.",
        f"{h.N} fed it and sang to it every night.",
        f"{h.N} stayed with {o.n} all day.",
    )
    s.say(
        f"Day by day, {o.n} got stronger.",
        f"After a week, the {part} was better.",
        f"Soon {o.n} could {'fly' if part == 'wing' else 'run'} again.",
    )
    s.say(
        f"One morning, {h.n} took it back {p.to}.",
        "Then it was time to say goodbye.",
        s.quote(g.n, "Now it must go back to its family."),
    )
    s.say(
        s.quote(h.one, f"Goodbye, little {o.kind}!"),
        f"{h.N} {h.was} a little sad, but also glad.",
        f"{o.N} looked back one more time.",
    )
    s.end(
        f"The next day, {o.n} came back to visit.",
        f"From then on, {o.n} came to see {h.n} every spring.",
        f"{h.N} learned that it feels good to help.",
        f"{h.N} knew that {h.he} had a friend for life.",
    )


def new_friend(s: Story) -> None:
    h, p = s.hero, s.place
    o = s.child() if s.chance(0.5) else s.helper(lx.ANIMALS)
    fun = s.pick(lx.FUN)
    s.open(
        [f"saw someone new {p.at}", f"went {p.to} to {fun}", f"played {p.at}"],
        ["had many friends", f"loved to {fun}", "liked to meet new friends", "wanted a new friend"],
    )
    s.say(
        f"{o.Intro} sat all alone.",
        f"There {h.he} saw {o.intro}, all alone.",
        f"{o.Intro} stood behind a tree and watched.",
    )
    s.say(f"{o.N} was new and did not know anyone.", f"{o.N} looked very shy.", f"{o.N} had no one to play with.")
    s.maybe(
        0.5,
        f"Nobody wanted to play with {o.n}.",
        f"The others ran past {o.n} and did not stop.",
        f"{h.N} remembered how it feels to be alone.",
    )
    s.say(f"{h.N} walked over and smiled.", f"So {h.n} went to say hello.", f"{h.N} waved.")
    s.say(
        s.quote(h.one, f"Hello! {cap(h.Im)} {h.n if h.named else 'from the big house'}.", "Do you want to play?"),
        s.quote(h.one, f"Would you like to play with {h.me}?"),
        s.quote(h.one, "What is your name?"),
    )
    s.say(
        s.quote(o.n, "Yes, I would love to!"),
        f"{o.N} smiled for the first time.",
        s.quote(o.n, "I am shy, but I want to play."),
        f"{o.N} looked up with big eyes and nodded.",
    )
    s.say(
        f"They began to {fun} together.",
        f"They went to {fun}, and it was great fun.",
        f"{o.N} knew a new game and taught it to {h.n}.",
    )
    s.say(
        "They laughed until their tummies hurt.",
        "They ran here and there.",
        "Soon all the others came to play too.",
        "They played until the sun went down.",
    )
    s.maybe(
        0.6,
        s.quote(o.n, "Will you come again tomorrow?", "Please say yes!"),
        s.quote(h.one, "You are fun!", "Let us play again tomorrow."),
    )
    s.end(
        f"From that day on, {o.n} was never alone.",
        f"{h.With(o)} became best friends.",
        f"{h.N} learned that a smile can make a friend.",
        f"Now {h.n} had one more friend.",
    )


def cooking(s: Story) -> None:
    h = s.hero
    dish = s.fresh(lx.DISHES)
    it = "them" if dish in ("cookies", "pancakes") else "it"
    was = "were" if it == "them" else "was"
    some = f"a {dish}" if dish in ("cake", "pie", "pizza") else f"some {dish}"
    g = s.parent()
    s.open(
        [f"wanted to make {some}", f"made {some} with {g.n}", f"asked {g.n} to make {some}"],
        ["loved to cook", "loved to help in the kitchen", f"liked {dish} more than anything"],
    )
    s.say(
        "They put flour and milk in a big bowl."
        if dish not in ("soup", "jam")
        else "They put many good things in a big pot.",
        f"{h.N} washed {h.his} hands and got a big spoon.",
        f"{g.N} showed {h.him} what to do.",
    )
    s.say(f"{h.N} mixed and mixed.", f"{h.N} stirred with a big spoon.", "It smelled so good.")
    kind = s.pick(["salt", "spill", "burn"])
    if kind == "salt":
        s.say(f"But {h.s} put in salt and not sugar.", f"But by mistake, {h.s} used a cup of salt.")
        s.say(s.quote(h.one, f"Yuck! The {dish} {was} too salty."), f"The {dish} tasted very bad.")
    elif kind == "spill":
        s.say(
            f"But {h.s} dropped the {'pot' if dish in ('soup', 'jam') else 'bowl'}, and it fell on the floor.",
            f"Then the {'pot' if dish in ('soup', 'jam') else 'bowl'} fell down. Crash!",
        )
        s.say("There was a big mess on the floor.", s.quote(h.one, "Oh no! What a mess!"))
    else:
        s.say(f"But {h.s} forgot the time and went to play.", f"But then {h.s} saw black smoke in the kitchen.")
        s.say(
            f"The {dish} {was} all black.",
            s.quote(
                h.one,
                f"Oh no! The {dish} {was} too long on the fire."
                if dish in ("soup", "jam")
                else f"Oh no! The {dish} {was} too long in the oven.",
            ),
        )
    s.say(f"{h.N} wanted to cry.", f"{h.S} felt very bad.", s.quote(h.one, f"{cap(h.Im)} so sorry."))
    s.say(
        s.quote(g.n, "That is okay.", "Everyone makes mistakes."),
        s.quote(g.n, "Do not cry.", "We can try again."),
        f"{g.N} laughed and gave {h.him} a hug.",
    )
    s.say(
        "They cleaned up and started again.",
        f"So they made {some} again, and this time {h.s} was careful."
        if not h.plural
        else f"So they made {some} again, and this time they were careful.",
        "This time they did it right.",
    )
    s.say(
        f"At last, the {dish} {was} ready.", f"Soon the {dish} {was} warm and yummy.", f"The {dish} smelled wonderful."
    )
    s.say(
        f"They sat at the table and ate {it} all up.",
        f"They shared {it} with all their friends.",
        s.quote(h.one, "This is so good!"),
    )
    s.end(
        f"{h.N} learned that it is okay to make mistakes.",
        f"It was the best {dish} in the world." if was == "was" else f"They were the best {dish} in the world.",
        f"After that, {h.n} cooked with {g.n} every week.",
        f"{h.N} could not wait to cook again.",
        away=False,
    )


def honesty(s: Story) -> None:
    h = s.hero
    thing = s.fresh(lx.BREAKABLES)
    g = s.parent()
    s.open(
        [
            "played with a ball in the house",
            "ran around in the house",
            "jumped on the bed" if thing != "window" else "played with a ball near the house",
            "danced in the living room",
        ],
        ["was very wild" if not h.plural else "were very wild", "loved to run and jump", "liked to play inside"],
    )
    s.say(
        f"Suddenly, there was a loud crash. The {thing} was broken!",
        f"Crash! {h.N} broke the {thing}.",
        f"By mistake, {h.s} hit the {thing}, and it broke.",
    )
    s.say(
        f"It was the {thing} that {g.n} loved most.", f"{h.N} {h.was} very scared.", s.quote(h.one, "Oh no! What now?")
    )
    s.say(
        f"First, {h.s} wanted to hide it.",
        f"{h.S} hid behind the chair.",
        f"{h.S} put the pieces under the rug.",
        f"{h.S} thought about running away.",
    )
    s.say(f"Then {g.n} came in.", f"Soon {g.n} came home.", f"Just then, {g.n} opened the door.")
    s.say(
        s.quote(g.n, f"What happened to the {thing}?"),
        s.quote(g.n, "What was that sound?"),
        s.quote(g.n, f"Who broke the {thing}?"),
    )
    s.maybe(0.5, f"{h.N} looked at the floor.", f"{h.His} face turned red.", f"{h.N} did not say anything at first.")
    s.say(f"But {h.n} knew it was wrong to lie.", f"{h.N} wanted to tell the truth.", f"{h.N} took a deep breath.")
    s.say(
        s.quote(h.one, f"{cap(h.I)} broke it.", f"{cap(h.Im)} very sorry."),
        s.quote(h.one, f"It was {h.me}.", f"{cap(h.Im)} so sorry."),
    )
    s.say(
        s.quote(g.n, "Thank you for telling me the truth."),
        s.quote(g.n, f"I am sad about the {thing}, but I am proud of you."),
        f"{g.N} was not angry at all.",
    )
    s.say(
        "Together they cleaned up the pieces.",
        f"They fixed the {thing} with some glue."
        if thing not in ("window", "clock")
        else f"The next day, they fixed the {thing} together.",
        f"Then {g.n} gave {h.him} a big hug.",
    )
    s.end(
        f"{h.N} learned to always tell the truth.",
        f"{h.N} felt much better now.",
        f"From then on, {h.s} only played ball outside."
        if thing != "bowl"
        else f"From then on, {h.s} {h.was} more careful.",
        f"After that, {h.n} {h.was} very careful in the house.",
        away=False,
    )


def gift(s: Story) -> None:
    h = s.hero
    g = s.parent()
    make = s.fresh(lx.MAKES)
    s.open(
        [
            f"wanted to give {g.n} a gift",
            f"looked for a gift for {g.n}",
            f"remembered that the birthday of {g.n} was near",
        ],
        [f"loved {g.n} very much", "loved to make things", "liked birthdays"],
    )
    s.maybe(
        0.6, f"Tomorrow was a big day for {g.n}.", f"{h.N} looked in all the shops.", f"{g.N} worked hard every day."
    )
    s.say(
        "But everything in the shop cost too much.",
        f"But {h.n} had only one coin.",
        f"{h.N} did not know what to give.",
    )
    s.say(
        f"{h.S} sat down and thought and thought.",
        f"{h.S} felt sad and walked home slowly.",
        s.quote(h.one, f"What can {h.I} do?"),
    )
    o = s.helper(lx.ANIMALS)
    s.meet(o)
    s.say(
        s.quote(o.n, "You can make something!"),
        s.quote(o.n, "The best gifts come from the heart."),
        s.quote(o.n, "Why do you not make a gift?"),
    )
    s.say(f"{h.N} had an idea.", f"{h.N} smiled and ran home.", s.quote(h.one, "What a good idea!", "Thank you!"))
    verb = "wrote" if make == "song" else "made"
    s.say(
        f"{h.S} worked all day and {verb} a {make}.",
        f"Very quietly, {h.s} {verb} a {make}.",
        f"With {o.n}, {h.s} {verb} a {make}.",
    )
    s.say(
        "It was not perfect, but it was full of love.",
        f"It was the prettiest {make} ever." if make != "song" else "It was the sweetest song ever.",
        f"{h.N} could not wait for the next day.",
    )
    s.say(
        f"In the morning, {h.n} gave it to {g.n}." if make != "song" else f"In the morning, {h.n} sang it for {g.n}.",
        f"Then {h.n} ran to {g.n}.",
    )
    s.say(s.quote(h.one, "Happy birthday!", f"{cap(h.I)} made this for you."), s.quote(h.one, "This is for you!"))
    s.say(
        s.quote(g.n, "This is the best gift of all."),
        f"{g.N} had happy tears and gave {h.him} a hug.",
        s.quote(g.n, "I love it!", "Thank you so much."),
    )
    s.end(
        f"{h.N} learned that love is the best gift.",
        "They had a wonderful day together.",
        f"{g.N} kept the {make} for a long, long time." if make != "song" else f"{g.N} sang the song every day.",
        f"{h.N} {h.was} very proud.",
        away=False,
    )


def growing(s: Story) -> None:
    h = s.hero
    crop = s.fresh(lx.CROPS)
    g = s.anyone(["owl", "turtle", "crow", "goat"])
    s.open(
        ["found a tiny seed", "got a small seed", "planted a seed in the garden", "put a little seed in the ground"],
        ["loved the garden", "liked to dig in the dirt", "loved plants and flowers", "wanted to grow something"],
    )
    planted = "plant" in s.sentences[-1] or "ground" in s.sentences[-1]
    if not planted:
        s.say(
            f"{h.S} dug a hole and put the seed in it.",
            f"{h.S} planted it in the garden.",
            f"{h.S} put it in a pot with dirt.",
        )
    s.say(
        f"{h.S} gave it water every day.",
        f"Every morning, {h.s} gave it some water.",
        f"{h.S} sat next to it and waited.",
    )
    s.say("But nothing happened.", "Days went by, but there was only dirt.", "A week went by, but nothing came up.")
    s.say(
        s.quote(h.one, "Why does it not grow?"),
        s.quote(h.one, "Grow, little seed, grow!"),
        f"{h.N} {h.was} sad and wanted to stop.",
        f"{h.N} wanted to dig it up.",
    )
    if g.kind not in ("mom", "dad", "grandma", "grandpa"):
        s.say(f"{g.Intro} saw this.", f"{g.Intro} came by.")
    s.say(
        s.quote(g.n, "Wait a little longer.", "Good things take time."),
        s.quote(g.n, "A seed needs water, sun, and time."),
        s.quote(g.n, "Be patient.", "It is growing under the ground."),
    )
    s.say(
        f"So {h.n} waited and did not give up.",
        f"{h.N} listened and gave it more water.",
        f"{h.N} nodded and waited some more.",
    )
    s.maybe(
        0.5,
        "The sun was warm, and the rain was soft.",
        "Some days it rained, and some days the sun was out.",
        f"{h.N} sang to the seed every night.",
    )
    s.say(
        "Then one morning, there was a small green leaf!",
        f"One day, {h.n} saw something green in the dirt.",
        "At last, a tiny green leaf came up.",
    )
    s.say(s.quote(h.one, "Look! It is growing!"), f"{h.N} jumped with joy.", s.quote(h.one, "Hello, little plant!"))
    s.say(
        f"It grew and grew, and soon it was {an('big')} {crop}.",
        f"By summer, it was the biggest {crop} of all.",
        f"Week after week it grew, and then it was a beautiful {crop}.",
    )
    s.end(
        f"{h.N} learned to be patient.",
        f"Everyone came to see the {crop}.",
        f"{h.N} {h.was} glad that {h.he} waited.",
        f"The next spring, {h.n} planted many more seeds.",
        away=False,
    )


def race(s: Story) -> None:
    h, p = s.hero, s.place
    o = s.helper(["rabbit", "fox", "dog", "pony", "mouse", "duck", "squirrel"])
    s.open(
        [f"ran in a big race {p.at}", f"went {p.to} for the big race", "wanted to win the big race"],
        ["loved to run", "was very fast" if not h.plural else "were very fast", "liked to win"],
    )
    s.say("All the friends came to watch.", "The winner would get a big gold cup.", "Many friends stood in a line.")
    s.say(f"{o.Intro} wanted to win too.", f"{o.Intro} was in the race too.", f"Next to {h.him} stood {o.intro}.")
    s.say('"One, two, three, go!"', "Then the race began.", "They all ran as fast as they could.")
    s.say(
        f"{h.N} ran and ran and {h.was} the first.",
        f"Soon {h.n} {h.was} ahead of everyone.",
        f"{h.N} could see the end of the path.",
    )
    s.say(
        f"But then {o.n} fell and hurt a leg.",
        f"Suddenly, {o.n} fell over a stone.",
        f"Then {h.he} heard a cry. {o.N} was on the ground.",
    )
    s.say(
        f"{h.N} looked at the end of the path and then at {o.n}.",
        f"{h.N} stopped.",
        f"{h.S} thought, but not for long.",
    )
    s.say(
        f"{h.S} ran back to help.",
        f"{h.S} turned around and ran to {o.n}.",
        s.quote(h.one, "Wait! I will help you." if not h.plural else "Wait! We will help you."),
    )
    s.say(
        s.quote(o.n, "But now you will not win!"), s.quote(o.n, "You came back for me?"), f"{o.N} could not believe it."
    )
    s.say(
        s.quote(h.one, "A friend is better than a cup."),
        s.quote(h.one, "It does not matter.", "You are hurt."),
        s.quote(h.one, "Come, we will go together."),
    )
    s.say(
        "They walked to the end together, and everyone cheered.",
        f"{h.N} helped {o.n} to the end of the path.",
        "Step by step, they came in last.",
    )
    s.maybe(
        0.5,
        "Everyone clapped for the kind runner." if not h.plural else "Everyone clapped for the kind runners.",
        f"Then {h.n} got a gold cup for being kind.",
        s.quote(o.n, "You are the real winner.") if not h.plural else s.quote(o.n, "You are the real winners."),
    )
    s.end(
        f"{h.N} learned that being kind is better than being first.",
        f"From that day on, {h.with_(o)} ran together.",
        f"{h.N} did not win, but {h.he} made a friend.",
        f"{h.N} felt like a winner.",
    )


def lost_way(s: Story) -> None:
    h = s.hero
    o = s.helper(lx.WISE + lx.GATHERERS)
    what = s.pick(["butterfly", "blue bird", "shiny bug", "little frog", "red leaf in the wind"])
    s.open(
        [
            f"followed a {what} into the forest",
            "went for a walk in the woods",
            f"ran after a {what}",
            "went to pick berries in the forest",
        ],
        [
            "loved to explore",
            "liked to walk in the woods",
            "was not afraid of anything" if not h.plural else "were not afraid of anything",
        ],
    )
    s.say(
        f"{h.S} walked and walked, far from home.",
        f"{h.S} went deeper and deeper into the trees.",
        f"{h.S} did not look at the path.",
    )
    s.say(
        f"Soon {h.s} {h.was} lost.",
        f"Then {h.s} looked around. The path was gone!",
        f"When {h.he} wanted to go home, {h.he} did not know the way.",
    )
    s.say(
        "It was getting dark.",
        "The sun went down, and the trees looked big and dark.",
        "All the trees looked the same.",
    )
    s.say(
        s.quote(h.one, "Where is my home?" if not h.plural else "Where is our home?"),
        f"{h.S} {h.was} cold and scared.",
        f"{h.N} sat on a log and cried.",
        s.quote(h.one, f"I want {h.my} mom!" if not h.plural else "We want to go home!"),
    )
    s.meet(o)
    s.say(
        s.quote(o.n, "Are you lost?"),
        s.quote(o.n, "Why are you crying?"),
        s.quote(o.n, "It is late.", "Why are you here?"),
    )
    s.say(
        s.quote(h.one, f"{cap(h.I)} cannot find the way home."),
        s.quote(h.one, f"Yes, {h.Im} lost."),
        s.quote(h.one, f"Can you help {h.me}?"),
    )
    s.say(
        s.quote(o.n, "Follow me.", "I know the way."),
        s.quote(o.n, "Do not be afraid.", "The stars will show us the way."),
        s.quote(o.n, "I know this forest very well."),
    )
    s.say(
        "They walked by the light of the moon.",
        "They followed the little stream.",
        f"{o.N} went first, and {h.n} came after.",
    )
    s.say(
        f"Soon {h.n} saw the lights of home.",
        "At last, they saw a house with a light in the window.",
        f"After a while, {h.n} heard {h.family('mom')} call.",
    )
    s.say(
        f"{h.N} ran into the arms of {h.family('mom')}.",
        s.quote(h.one, "Thank you! You saved me." if not h.plural else "Thank you! You saved us."),
        f"{cap(h.family('mom'))} gave {h.him} a big hug.",
    )
    s.end(
        f"From then on, {h.s} always stayed on the path.",
        f"{h.N} never went so far away again.",
        f"{h.With(o)} stayed friends.",
        f"{h.N} learned to look at the way.",
    )


def treasure(s: Story) -> None:
    h, p = s.hero, s.place
    o = s.child() if s.chance(0.4) else s.helper(lx.GATHERERS)
    box = s.pick(["box", "chest", "jar", "bag"])
    s.open(
        [f"found an old map {p.at}", f"found a strange {box} {p.at}", f"dug a hole {p.at} and hit something hard"],
        ["loved to look for treasure", "dreamed of gold and silver", "loved to explore"],
    )
    opening = s.sentences[-1]
    spot = s.fresh(p.spots)
    if "map" in opening:
        s.say("There was a red cross on the map.", "The map showed a long path and a big stone.")
        s.say(f"{h.N} followed the map and found a {box} {spot}.", f"{h.S} dug {spot} and found a {box}.")
    elif "hole" in opening:
        s.say(f"It was an old {box}.", f"It was a {box}, full of dirt.")
    else:
        s.say(f"It was {spot}.", "It was old and dusty.")
    s.say(
        f"But the {box} did not open.",
        f"{h.S} pulled and pulled, but it did not open.",
        f"The {box} was closed very tight.",
    )
    s.meet(o)
    s.say(
        s.quote(o.n, "What do you have there?"),
        s.quote(h.one, f"Can you help {h.me} open this?"),
        s.quote(o.n, "Can I help?"),
    )
    s.say(
        "They pulled together. One, two, three!",
        f"{o.N} had a small key, and it fit.",
        f"{o.N} hit it with a stone, and it opened.",
    )
    inside = s.pick(
        ["shiny coins", "round stones of every color", "old toys", "sweet candy", "pretty shells", "golden beads"]
    )
    s.say(f"Inside were {inside}.", f"It was full of {inside}!", f"And what was inside? {cap(inside)}!")
    s.say(
        s.quote(h.one, "Wow! Look at this!"),
        f"{h.N} could not believe it.",
        "They both danced with joy." if not h.plural else "They all danced with joy.",
    )
    s.say(
        s.quote(h.one, "You helped, so we will share."),
        f"{h.N} gave half of it to {o.n}.",
        s.quote(o.n, "You found it, so it is yours."),
    )
    s.maybe(
        0.7,
        "They gave some to the other children too.",
        f"{h.N} took some home for {h.family('mom')}.",
        "They hid the rest for another day.",
    )
    s.end(
        f"{h.N} learned that a treasure is more fun with a friend.",
        "The best treasure was a new friend.",
        "From that day on, they looked for treasure together.",
        f"{h.N} kept one of them under {h.his} pillow."
        if inside != "sweet candy"
        else f"{h.N} ate one piece every day.",
    )


def messy_room(s: Story) -> None:
    h = s.hero
    long, toy = s.thing()
    g = s.parent()
    s.open(
        [
            f"wanted to play with {h.his} {long}",
            f"could not find {h.his} {long}",
            f"looked for {h.his} {long} everywhere",
        ],
        ["had many toys", "did not like to clean up", "always left toys on the floor"],
        day=s.pick(["rainy", "gray", "cold"]),
    )
    s.say("But the room was a big mess.", "There were toys and books all over the floor.", "The room was full of toys.")
    s.say(
        f"{h.S} looked under the bed and behind the door.",
        f"{h.S} looked in the box, but the {toy} was not there.",
        f"{h.S} stepped on a toy and fell down.",
    )
    s.say(
        s.quote(h.one, f"Where is {h.my} {toy}?"),
        s.quote(h.one, f"{cap(h.I)} can never find anything!"),
        f"{h.N} got angry and sat on the floor.",
    )
    s.say(f"{g.N} came in and looked around.", f"{g.N} heard this and came in.")
    s.say(
        s.quote(g.n, "If you clean your room, you will find it."),
        s.quote(g.n, "What a mess!", "Let us clean up."),
        s.quote(g.n, "Every toy needs a home."),
    )
    s.say(
        f"{h.N} did not want to clean, but {h.he} did it.",
        f"{h.N} sighed and began to clean.",
        s.quote(h.one, f"Okay, {h.I} will clean up."),
    )
    s.say(
        "The books went on the shelf, and the blocks went in the box.",
        f"{h.S} put the cars in one box and the blocks in another.",
        f"{h.S} sang a song, and the work was fast.",
    )
    s.say(
        f"Under the last {s.pick(['shirt', 'blanket', 'pillow'])} was the {toy}!",
        f"And there, behind the chair, was the {toy}!",
        f"At last, {h.s} found the {toy} in a shoe.",
    )
    s.say(
        s.quote(h.one, "Here it is!"),
        f"{h.N} hugged the {toy}." if toy not in ("ring", "key", "cup") else f"{h.N} held the {toy} up high.",
        s.quote(g.n, "Well done!"),
    )
    s.end(
        f"After that, {h.s} cleaned the room every day.",
        "Now every toy had a home.",
        f"{h.N} learned that it is good to clean up.",
        f"Then {h.n} played with the {toy} in the clean room.",
        away=False,
    )


def wish_on_star(s: Story) -> None:
    h = s.hero
    wish = s.pick(["a friend", "snow", "a little dog", "a big adventure", "a garden full of flowers"])
    s.open(
        ["looked up at the night sky", "saw a star fall from the sky", "sat by the window and looked at the moon"],
        ["loved the stars", "liked to look at the moon", "had one big wish"],
        day="quiet",
    )
    s.sentences = [
        t.replace("One morning,", "One night,")
        .replace("One afternoon,", "One night,")
        .replace("One day,", "One night,")
        .replace(" morning", " night")
        .replace(" afternoon", " night")
        .replace("quiet day", "quiet night")
        for t in s.sentences
    ]
    s.say(
        "The sky was full of bright stars.", "One star was brighter than all the others.", "The moon was big and round."
    )
    s.say(s.quote(h.one, f"Little star, {h.I} wish for {wish}."), f"{h.N} closed {h.his} eyes and wished for {wish}.")
    s.say(
        f"{h.S} waited, but nothing happened.",
        f"Then {h.s} went to bed and dreamed.",
        f"{h.S} told nobody about the wish.",
    )
    if wish == "snow":
        s.say("In the morning, everything was white!", "When the sun came up, snow was falling softly.")
        s.say(f"{h.N} made a big snowman.", f"{h.N} ran outside and played in the snow all day.")
    elif wish == "a friend":
        o = s.child() if s.chance(0.5) else s.animal(adjs=["little", "small", "shy"])
        s.say(f"The next morning, {o.intro} stood at the door.", f"The next day, {h.s} met {o.intro}.")
        s.say(s.quote(o.n, "I am new here.", "Do you want to play?"), s.quote(o.n, "Will you be my friend?"))
        s.say(
            f"{h.With(o)} played all day.",
            s.quote(h.one, "Yes! My wish came true!" if not h.plural else "Yes! Our wish came true!"),
        )
    elif wish == "a little dog":
        s.say(f"In the morning, {h.s} heard a soft bark.", "The next day, there was a box at the door. The box moved!")
        s.say("It was a little puppy with big brown eyes.", "It was a puppy with a red bow.")
        s.say(f"{h.N} hugged the puppy and laughed.", f"The puppy licked {h.his} face.")
    elif wish == "a big adventure":
        s.say(
            "The next day, a letter came.", f"In the morning, {h.family('grandpa')} stood at the door with a big bag."
        )
        s.say(
            s.quote(h.family("grandpa"), "Today we will go to the sea!"),
            s.quote(h.family("grandpa"), "Pack your bag.", "We will climb a mountain!"),
        )
        s.say("They saw many new things and had so much fun.", "They slept in a tent and ate by the fire.")
    else:
        s.say(
            f"The next day, {h.family('grandma')} came with a bag of seeds.",
            "In the morning, there was a small bag of seeds at the door.",
        )
        s.say(f"{h.N} planted them all and gave them water.", f"{h.N} worked in the garden every day.")
        s.say("Soon there were flowers everywhere.", "By summer, the garden was full of flowers.")
    s.say(
        s.quote(h.one, "Thank you, little star!"),
        f"That night, {h.n} looked up and the star was very bright.",
        f"{h.N} looked up at the sky and waved.",
    )
    s.end(
        f"{h.N} knew that wishes can come true.",
        "Far away, the little star smiled too.",
        f"And every night, {h.s} said good night to the star.",
        f"{h.N} never stopped dreaming.",
        away=False,
    )


def taking_turns(s: Story) -> None:
    h, _p = s.hero, s.place
    o = s.child() if s.chance(0.6) else s.helper(lx.ANIMALS)
    toy = s.pick(["swing", "slide", "red bike", "drum", "toy train", "jump rope"])
    s.open(
        [
            f"played on the {toy} for a long time"
            if toy in ("swing", "slide")
            else f"played with the {toy} for a long time",
            f"went to the park to play {'on' if toy in ('swing', 'slide') else 'with'} the {toy}",
        ],
        [f"loved the {toy} in the park", "liked to be first", "did not like to wait"],
    )
    s.say(
        f"Then {o.intro} came and wanted to play too.", f"{o.Intro} wanted a turn too.", f"But {o.intro} was there too."
    )
    s.say(
        s.quote(h.one, "No! I was here first." if not h.plural else "No! We were here first."),
        f"{h.N} did not want to stop.",
        "They all pulled and pushed." if h.plural else f"{h.With(o)} both pulled and pushed.",
    )
    s.say(
        s.quote(o.n, "That is not nice!"),
        f"{o.N} began to cry.",
        s.quote(o.n, "But I want a turn too."),
        f"{o.N} was very sad.",
    )
    g = s.anyone(["owl", "bear", "turtle"])
    if g.kind not in ("mom", "dad", "grandma", "grandpa"):
        s.say(f"{g.Intro} heard the noise and came over.", f"{g.Intro} saw it all.")
    else:
        s.say(f"{g.N} heard the noise and came over.", f"{g.N} saw it all.")
    s.say(
        s.quote(g.n, "You can take turns.", "Count to ten and then change."),
        s.quote(g.n, "Stop, please.", "It is more fun when you take turns."),
        s.quote(g.n, "How would you feel?"),
    )
    s.say(f"{h.N} thought about it.", f"{h.N} felt sorry.", f"{h.N} looked at {o.n} and felt bad.")
    s.say(
        s.quote(h.one, f"{cap(h.Im)} sorry.", "Now it is your turn."),
        s.quote(h.one, "Okay, you can go now."),
        s.quote(h.one, "Let us take turns."),
    )
    s.say(
        f"{o.N} smiled and took a turn.",
        f"So {o.n} had a turn, and then it was time for {h.n}.",
        "One, two, three, they counted, and then they changed.",
    )
    s.say(
        "They both had a lot of fun." if not h.plural else "They all had a lot of fun.",
        "They laughed and played until lunch.",
        f"It was much more fun with {o.n}.",
    )
    s.end(
        f"{h.N} learned to take turns.",
        f"{h.With(o)} became good friends.",
        "After that, nobody had to cry.",
        f"From then on, {h.s} always let others play too.",
    )


def building(s: Story) -> None:
    h, _p = s.hero, s.place
    what = s.pick(
        [
            "tree house",
            "sand castle",
            "snowman",
            "tower of blocks",
            "little boat",
            "bridge over the stream",
            "house for the birds",
        ]
    )
    o = s.helper(lx.GATHERERS + ["monkey", "bear"])
    s.open(
        [f"wanted to build a {what}", f"started to build a {what}", f"had an idea for a {what}"],
        [
            "loved to build things",
            "always had good ideas",
            "liked to work with " + ("her hands" if h.he == "she" else "his hands" if h.he == "he" else "their hands"),
        ],
    )
    s.say(f"{h.S} worked hard all morning.", f"It was a lot of work for {h.him}.", f"{h.S} made a plan and began.")
    s.say(
        f"But then the {what} fell down.",
        "But one side was too heavy, and it broke.",
        "But a big wind came and broke it.",
    )
    s.say(
        s.quote(h.one, "All that work for nothing!"), f"{h.N} kicked a stone and felt angry.", f"{h.N} {h.was} so sad."
    )
    s.meet(o)
    s.say(
        s.quote(o.n, f"That is a nice {what}.", "What happened?"),
        s.quote(o.n, "I can help you.", "I am good at this."),
        s.quote(o.n, "Two can build better than one.")
        if not h.plural
        else s.quote(o.n, "More friends can build better."),
    )
    s.say(
        s.quote(h.one, "Yes, please help!"),
        f"{h.N} {h.was} happy to have help.",
        s.quote(h.one, "Do you think we can do it?"),
    )
    s.say(
        f"{h.With(o)} worked side by side.",
        f"{o.N} held it, and {h.n} put the parts together.",
        "They worked slowly and did it right.",
    )
    s.maybe(
        0.6,
        f"When they were tired, they ate {an(s.pick(lx.FOODS))}.",
        "They sang as they worked.",
        "Piece by piece, it got bigger.",
    )
    s.say(
        f"At last, the {what} was done.",
        f"By the evening, they had the best {what} in town.",
        f"When the sun went down, the {what} was ready.",
    )
    s.say(
        s.quote(o.n, "Look what we made!"),
        s.quote(h.one, "We did it together!"),
        "They looked at it and smiled.",
        "All their friends came to look at it.",
    )
    s.end(
        f"{h.N} learned that work is easier with a friend.",
        f"From then on, {h.with_(o)} built many things.",
        f"{h.N} thanked {o.n} for the help.",
        "It did not fall down again.",
    )


PLOTS = [
    lost_and_found, stuck, sharing, learning, bad_weather, new_friend, hurt_animal, lost_way, growing, night_noise,
    treasure, building, cooking, honesty, gift, race, taking_turns, wish_on_star, messy_room,
]  # fmt: skip


def make_story(seed: int) -> str:
    """The story of this seed."""
    story = Story(seed)
    story.rng.choice(PLOTS)(story)
    return story.text()


if __name__ == "__main__":
    import sys

    for number in range(int(sys.argv[1]) if len(sys.argv) > 1 else 5):
        print(make_story(number) + "\n")
