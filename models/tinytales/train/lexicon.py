"""Word lists of the story grammar.

The order in each list matters: `Story.pick` prefers earlier entries a little, so that the
trained model has a clear favourite at every choice and its greedy text keeps a margin.
"""

from typing import NamedTuple


def words(line: str) -> list[str]:
    """A list written as one line."""
    return line.split()


BOYS = words(
    "Tom Ben Sam Max Tim Leo Jack Finn Dan Will Noah Theo Luke Adam Eli Owen Paul Oscar Hugo Jake Pete "
    "Nick Ned Bob Joe Roy Ian Kai Omar Ravi Toby Felix Henry George Peter Zack Vic Fred Carl Dean Gus Yan"
)
GIRLS = words(
    "Mia Lily Anna Lucy Sue Emma Zoe Amy Ella Rose Ruby Sara Nora Ivy Jane Kate Maya Nina Rita Tara Wendy "
    "Eva Ada Clara Daisy Fay Gwen Hana Iris Jill Kim Lola Molly Olga Penny Ruth Una Vera Yuki Zara Beth Dora"
)
PET_NAMES = words("Pip Dot Coco Patch Bella Milo Teddy Spot Pepper Honey Rusty Button")

ANIMALS = words(
    "cat dog rabbit bear fox mouse frog duck bird squirrel pig turtle puppy kitten monkey lamb goat "
    "pony hedgehog elephant lion panda owl hen"
)
BABIES = ["puppy", "kitten", "lamb"]
# Animals with a fitting strength; a helper is drawn from the list that suits the problem.
WISE = ["owl", "turtle", "bear", "elephant", "goat", "crow"]
CLIMBERS = ["squirrel", "monkey", "cat", "bird", "crow"]
SWIMMERS = ["duck", "frog", "turtle", "swan", "otter"]
GATHERERS = ["dog", "rabbit", "mouse", "fox", "hen", "hedgehog", "duck", "pig"]
HURT = ["bird", "duck", "rabbit", "puppy", "kitten", "hedgehog", "owl", "fox"]

CHILD_ADJS = ["little", "kind", "happy", "brave", "young", "clever", "curious", "shy", "cheerful", "quiet"]
PET_ADJS = ["little", "small", "happy", "brown", "brave", "white", "gray", "funny", "young", "curious", "shy", "fluffy"]
HELPER_ADJS = ["kind", "old", "wise", "friendly", "big", "gentle", "clever", "small"]
COLORS = ["red", "blue", "green", "yellow", "pink", "white", "purple", "orange", "brown"]
LOOKS = ["big", "new", "shiny", "soft", "small", "pretty", "old", "round"]
DAYS = ["sunny", "warm", "bright", "lovely", "fine", "cool", "quiet"]
PARTS = ["day", "morning", "afternoon"]

HOMES = [
    "in a small house near the forest",
    "in a little house by the sea",
    "in a cozy house on a hill",
    "on a big farm",
    "in a small town",
    "in a quiet village by the river",
    "in a green valley",
    "near a blue lake",
    "at the edge of the woods",
]


class Place(NamedTuple):
    """A place to be: how one is there, how one goes there and where things hide."""

    at: str
    to: str
    spots: tuple[str, ...]


PLACES = [
    Place(
        "in the park", "to the park", ("under the bench", "behind the big tree", "near the slide", "in the tall grass")
    ),
    Place(
        "in the garden", "to the garden", ("under the roses", "behind the shed", "near the gate", "next to the pots")
    ),
    Place("in the forest", "to the forest", ("under the leaves", "behind a rock", "near the old oak", "in the bushes")),
    Place("at the beach", "to the beach", ("under the sand", "behind the rocks", "near the water", "in the shells")),
    Place("on the farm", "to the farm", ("under the cart", "behind the barn", "near the well", "in the hay")),
    Place("by the river", "to the river", ("under the bridge", "behind a log", "near the stones", "in the reeds")),
    Place("on the hill", "to the hill", ("under the trees", "behind the wall", "near the path", "in the flowers")),
    Place("by the lake", "to the lake", ("under the boat", "behind a stone", "near the shore", "in the mud")),
    Place(
        "in the meadow", "to the meadow", ("under a bush", "behind the fence", "near the stream", "in the long grass")
    ),
]

# Things to own.  The first group may be thrown or blown about.
FLYERS = ["ball", "kite", "hat", "balloon", "paper plane", "scarf"]
TOYS = [
    "ball",
    "hat",
    "doll",
    "toy car",
    "book",
    "kite",
    "teddy bear",
    "bell",
    "drum",
    "scarf",
    "bag",
    "ring",
    "toy boat",
    "key",
    "blanket",
    "flute",
    "cup",
    "robot",
]
FOODS = ["apple", "cookie", "cake", "carrot", "sandwich", "pear", "bun", "banana", "peach", "pie", "muffin", "orange"]
CROPS = ["flower", "pumpkin", "carrot", "apple tree", "rose", "bean plant", "tomato plant", "sunflower"]
DISHES = ["cake", "pie", "soup", "bread", "pizza", "cookies", "pancakes", "jam"]
BREAKABLES = ["vase", "cup", "plate", "lamp", "bowl", "window", "clock", "flower pot"]


class Skill(NamedTuple):
    """Something to learn: infinitive, what goes wrong, what the teacher says, the first success."""

    do: str
    fail: str
    hint: str
    done: str


SKILLS = [
    Skill("ride a bike", "fell on the grass", "Look ahead and keep your feet moving", "rode all the way down the path"),
    Skill("swim", "went under and got water up the nose", "Kick your legs and stay calm", "swam across the pond"),
    Skill(
        "fly a kite",
        "saw the kite crash into a bush",
        "Run with the wind behind you",
        "made the kite fly high in the sky",
    ),
    Skill("whistle", "made only a funny sound", "Make your lips small and blow softly", "whistled a sweet song"),
    Skill(
        "climb a tree",
        "slid back down to the ground",
        "Hold on with both hands and go slow",
        "sat on the highest branch",
    ),
    Skill(
        "draw a horse",
        "drew something like a potato",
        "Start with a big circle and go slow",
        "drew a lovely brown horse",
    ),
    Skill("dance", "stepped on everyone's toes", "Listen to the music and count to three", "danced in a big circle"),
    Skill("skate", "slipped on the ice", "Bend your knees and take small steps", "skated around the whole pond"),
    Skill("play the drum", "hit it too hard and too fast", "Listen first and then tap softly", "played a happy song"),
    Skill(
        "catch a ball",
        "dropped it again and again",
        "Watch the ball and open your hands",
        "caught the ball three times",
    ),
    Skill(
        "jump over the stream", "landed in the water", "Take a long run and jump high", "jumped right over the stream"
    ),
    Skill("read", "mixed up all the letters", "Say each letter slowly", "read a whole story out loud"),
]


class Noise(NamedTuple):
    """A frightening noise and its harmless cause."""

    sound: str
    cause: str
    comfort: str


NOISES = [
    Noise("a loud bang", "the window in the wind", "closed the window"),
    Noise("a soft tap, tap, tap", "a branch on the glass", "smiled at the branch"),
    Noise("a long, sad howl", "the wind in the chimney", "laughed"),
    Noise("a strange scratch at the door", "a cold, wet kitten", "let the kitten in"),
    Noise("a deep hoot", "an owl in the tree", "waved at the owl"),
    Noise("a small squeak under the bed", "a tiny mouse with a piece of cheese", "let the mouse eat"),
    Noise("a drip, drip, drip", "the rain on the roof", "listened to the rain"),
    Noise("a low rumble", "grandpa, who was snoring in his chair", "giggled"),
]


class Weather(NamedTuple):
    """Weather that spoils a plan: how it begins, what it does, how it ends."""

    comes: str
    does: str
    after: str


WEATHERS = [
    Weather(
        "dark clouds came and it began to rain",
        "Big drops fell on everything",
        "the rain stopped and a rainbow came out",
    ),
    Weather("the wind began to blow hard", "Leaves flew all around", "the wind went to sleep and the sun came out"),
    Weather("it began to snow", "Soon the ground was white and cold", "the snow stopped and the sky was blue"),
    Weather("a big storm came", "The thunder was very loud", "the storm went away and the birds sang again"),
    Weather("a thick fog came down", "Nobody could see the path", "the fog went away and the sun was warm"),
]
INDOOR = [
    "build a tent with blankets",
    "bake some cookies",
    "play hide and seek in the house",
    "tell stories by the fire",
    "draw pictures at the table",
    "make a boat out of paper",
    "sing songs together",
    "put on a funny show",
]
FUN = [
    "play",
    "run and jump",
    "play hide and seek",
    "sing songs",
    "tell jokes",
    "pick flowers",
    "play tag",
    "look at the clouds",
    "dance",
    "eat a picnic",
]
MAKES = [
    "card",
    "necklace of shells",
    "picture",
    "crown of flowers",
    "paper star",
    "little wooden boat",
    "song",
    "warm scarf",
]
