# Float arithmetic: the planets' orbits, and the Mandelbrot set.
import math


def mandelbrot(size, most):
    inside = 0
    for py in range(size):
        y0 = py / size * 2.0 - 1.0
        for px in range(size):
            x0 = px / size * 3.0 - 2.0
            x = y = 0.0
            n = 0
            while x * x + y * y <= 4.0 and n < most:
                x, y = x * x - y * y + x0, 2.0 * x * y + y0
                n += 1
            inside += n == most
    return inside


def advance(bodies, pairs, dt, steps):
    for _ in range(steps):
        for a, b in pairs:
            dx, dy, dz = a[0] - b[0], a[1] - b[1], a[2] - b[2]
            m = dt * (dx * dx + dy * dy + dz * dz) ** -1.5
            am, bm = a[6] * m, b[6] * m
            a[3] -= dx * bm
            a[4] -= dy * bm
            a[5] -= dz * bm
            b[3] += dx * am
            b[4] += dy * am
            b[5] += dz * am
        for body in bodies:
            body[0] += dt * body[3]
            body[1] += dt * body[4]
            body[2] += dt * body[5]


def energy(bodies, pairs):
    e = 0.0
    for x, y, z, vx, vy, vz, m in bodies:
        e += 0.5 * m * (vx * vx + vy * vy + vz * vz)
    for a, b in pairs:
        e -= a[6] * b[6] / math.sqrt((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2)
    return e


bodies = [
    [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 39.47841760435743],
    [4.841431442464721, -1.1603200440274284, -0.10362204447112311, 0.606326392995832, 2.81198684491626, -0.02521836165988763, 0.03769367487038949],
    [8.34336671824458, 4.124798564124305, -0.4035234171143214, -1.0107743461787924, 1.8256623712304119, 0.008415761376584154, 0.011286326131968767],
    [12.894369562139131, -15.111151401698631, -0.22330757889265573, 1.0827910064415354, 0.8687130181696082, -0.010832637401363636, 0.0017237240570597112],
    [15.379697114850917, -25.919314609987964, 0.17925877295037118, 0.979090732243898, 0.5946989986476762, -0.034755955550407714, 0.0020336868699246304],
]
pairs = [(a, b) for i, a in enumerate(bodies) for b in bodies[i + 1:]]
print(f'{energy(bodies, pairs):.9f}')
advance(bodies, pairs, 0.01, 60000)
print(f'{energy(bodies, pairs):.9f}')
print(mandelbrot(180, 100))
