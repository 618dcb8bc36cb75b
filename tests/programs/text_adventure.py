"""A scripted text adventure driven by a small state machine."""
from collections import deque


def fill(text, width, indent=""):
    """The words of text in lines of at most so many characters."""
    lines, line = [], indent
    for word in text.split():
        if line.strip() and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = indent
        line += (" " if line.strip() else "") + word
    return "\n".join(lines + [line])


class Room:
    def __init__(self, name, description, **exits):
        self.name = name
        self.description = description
        self.exits = exits
        self.items = []

    def __repr__(self):
        return f"Room({self.name!r}, exits={sorted(self.exits)})"


class GameOver(Exception):
    pass


class Game:
    STATES = ("exploring", "fighting", "won", "dead")

    def __init__(self):
        self.rooms = {
            "hall": Room("hall", "A dusty hall with portraits whose eyes seem "
                         "to follow you around wherever you go.", north="library", east="cellar"),
            "library": Room("library", "Shelves of rotting books line every wall.", south="hall"),
            "cellar": Room("cellar", "It is dark and damp. Something growls here.", west="hall"),
        }
        self.rooms["library"].items += ["lamp", "sword"]
        self.rooms["cellar"].items.append("crown")
        self.here = self.rooms["hall"]
        self.state = "exploring"
        self.bag = []
        self.beast_hp = 9
        self.turns = 0
        self.log = deque(maxlen=4)

    def say(self, text):
        print(fill(text, 48, "  "))

    def set_state(self, new):
        assert new in self.STATES, f"bad state {new}"
        if new != self.state:
            print(f"  [{self.state} -> {new}]")
            self.state = new
        if new in ("won", "dead"):
            raise GameOver(new)

    def cmd_look(self):
        self.say(self.here.description)
        if self.here.items:
            self.say("You see: " + ", ".join(self.here.items) + ".")

    def cmd_go(self, direction="nowhere"):
        try:
            target = self.here.exits[direction]
        except KeyError as err:
            self.say(f"You cannot go {err}.")
            return
        self.here = self.rooms[target]
        self.say(f"You enter the {target}.")
        if target == "cellar" and self.beast_hp > 0:
            self.set_state("fighting")

    def cmd_take(self, *names):
        for name in names:
            if name in self.here.items:
                self.here.items.remove(name)
                self.bag.append(name)
                self.say(f"Taken: {name}")
            else:
                self.say(f"There is no {name} here.")
        if "crown" in self.bag:
            self.set_state("won")

    def cmd_hit(self):
        if self.state != "fighting":
            return self.say("You swing at the air.")
        self.beast_hp -= 5 if "sword" in self.bag else 1
        if self.beast_hp <= 0:
            self.say("The beast collapses.")
            self.set_state("exploring")
        else:
            self.say(f"The beast has {self.beast_hp} hit points left.")

    def execute(self, line):
        self.turns += 1
        self.log.append(line)
        verb, *args = line.split()
        print(f"> {line}")
        method = getattr(self, "cmd_" + verb, None)
        if method is None:
            return self.say(f"I don't know how to {verb!r}.")
        try:
            method(*args)
        except TypeError as err:
            self.say(f"Bad command: {err}")


game = Game()
script = """look; dance wildly; go up; go north; look extra words; take lamp sword kettle
hit; go south; go east; hit; hit; look; take crown; look"""
try:
    for command in script.replace("\n", ";").split(";"):
        game.execute(command.strip())
except GameOver as over:
    print("Game over:", over, "after", game.turns, "turns")
    print(repr(over), over.args)
print("Bag:", sorted(game.bag), "Room:", game.here)
print("Last commands:", game.log)
