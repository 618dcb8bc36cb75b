# Cooperative super calls each class once.
class Base:
    def run(self, log): log.append('Base')
class Left(Base):
    def run(self, log):
        log.append('Left'); super().run(log)
class Right(Base):
    def run(self, log):
        log.append('Right'); super().run(log)
class Both(Left, Right):
    def run(self, log):
        log.append('Both'); super().run(log)
log = []
Both().run(log)
print(log)
