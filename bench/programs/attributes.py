# A loop over attributes of instances.
class Particle:
    def __init__(self, x, v):
        self.x = x
        self.v = v
        self.steps = 0


def run(particles, rounds):
    for _ in range(rounds):
        for p in particles:
            p.x = p.x + p.v * 0.5
            p.steps += 1
            if p.x > 100.0:
                p.v = -p.v
            elif p.x < 0.0:
                p.v = -p.v


particles = [Particle(float(i), 1.0 + i / 10) for i in range(100)]
run(particles, 60000)
print(sum(p.steps for p in particles), round(sum(p.x for p in particles), 6))
