.PHONY: run test format diagrams bench bench-codec bench-storm bench-fleet bench-headend bench-top-up bench-load bench-last-resort lines

run: ## the demo, at http://localhost:8080
	./mvnw -q spring-boot:run

test: ## everything
	./mvnw verify

format: ## Java as palantir-java-format writes it
	./mvnw -q spotless:apply

diagrams: ## lint the BPMN
	cd src/main/frontend && npm ci --ignore-scripts && npm run lint:bpmn

bench: ## how fast it is, measured
	./mvnw -q -Pbench verify -DskipTests

bench-storm: ## how fast the alerts of a storm are taken in
	./mvnw -q -Pbench verify -DskipTests -Dbench.main=org.meterflow.metering.StormBenchmark

bench-codec: ## how fast messages to meters are read, written, signed and sealed
	./mvnw -q -Pbench verify -DskipTests -Dbench.main=org.meterflow.load.CodecBenchmark

bench-fleet: ## what ten thousand simulated devices weigh, and how fast they answer, on 1 GB of heap
	./mvnw -q -Pbench verify -DskipTests -Dbench.main=org.meterflow.simulator.FleetBenchmark -Dbench.heap=1g

bench-headend: ## what a command costs with 1, 1,000 and 10,000 connected hubs, and what a hub weighs
	./mvnw -q -Pbench verify -DskipTests -Dbench.main=org.meterflow.metering.HeadEndBenchmark

bench-load: ## a long list of tasks, 100 cases a second in a mix, and 100,000 timers due at one instant
	./mvnw -q -Pbench verify -DskipTests -Dbench.main=org.meterflow.load.LoadBenchmark

lines: ## what each process costs, in lines by kind
	bench/lines.sh

bench-top-up: ## how soon a till has its token, at 25 payments each second
	./mvnw -q -Pbench verify -DskipTests -Dbench.main=org.meterflow.load.TopUpBenchmark

bench-last-resort: ## how fast 100,000 meter points pass to a supplier of last resort, on 1 GB of heap
	./mvnw -q -Pbench verify -DskipTests -Dbench.main=org.meterflow.process.lastresortwork.LastResortBenchmark -Dbench.heap=1g
